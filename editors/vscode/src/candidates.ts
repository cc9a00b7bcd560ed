/** The programs that may be the server, the first choice first. Nothing is started here, and nothing needs VS Code. */

import { posix, win32 } from "node:path";
import type { Surroundings } from "./surroundings";

export interface Candidate {
  program: string;
  /** Where it comes from, as shown to the user. */
  origin: string;
}

export function candidates(around: Surroundings): Candidate[] {
  const chosen = setting(around);
  if (chosen) return [chosen];
  const all = [...(around.isTrusted ? ofWorkspace(around) : []), ...ofUser(around), ...onPath(around), ofExtension(around)];
  const allowed = around.isTrusted ? all : all.filter(({ program }) => !isInWorkspace(program, around));
  return allowed.filter(({ program }, at) => allowed.findIndex((other) => other.program === program) === at);
}

/** The program in an environment, given its folder. */
export function programIn(environment: string, platform: NodeJS.Platform): string {
  return join(platform, environment, platform === "win32" ? "Scripts" : "bin", programName(platform));
}

function setting(around: Surroundings): Candidate | undefined {
  const { path } = pathsOf(around.platform);
  const folder = around.folders[0];
  const written = around.path.replace(/^~(?=[\\/])/, () => around.home);
  if (!written || (!around.isTrusted && !path.isAbsolute(written))) return undefined;
  return { program: folder ? path.resolve(folder, written) : written, origin: "the setting profilelint.path" };
}

function ofWorkspace(around: Surroundings): Candidate[] {
  const { path } = pathsOf(around.platform);
  const beside = around.interpreters.filter(path.isAbsolute).map((interpreter) => ({
    program: path.join(path.dirname(interpreter), programName(around.platform)),
    origin: "the environment of the Python extension",
  }));
  const inside = around.folders.flatMap((folder) =>
    [".venv", "venv"].map((name) => ({ program: programIn(path.join(folder, name), around.platform), origin: `${name} of the workspace` })),
  );
  return [...beside, ...inside];
}

/** Where `uv tool` and `pipx` put programs. VS Code, started from a menu, often has a PATH without these folders. */
function ofUser(around: Surroundings): Candidate[] {
  const { env, home, platform } = around;
  const folders: [string | undefined, string][] = [
    [env["UV_TOOL_BIN_DIR"], "uv tool"],
    [env["PIPX_BIN_DIR"], "pipx"],
    [env["XDG_BIN_HOME"], "uv tool"],
    [join(platform, home, ".local", "bin"), "uv tool or pipx"],
  ];
  return folders.flatMap(([folder, origin]) =>
    folder && pathsOf(platform).path.isAbsolute(folder) ? [{ program: join(platform, folder, programName(platform)), origin }] : [],
  );
}

function onPath(around: Surroundings): Candidate[] {
  return folders(around).map((folder) => ({ program: join(around.platform, folder, programName(around.platform)), origin: "PATH" }));
}

/** The folders of PATH. A relative one would mean a folder of whatever is open. */
export function folders({ platform, env }: Pick<Surroundings, "platform" | "env">): string[] {
  const { path, delimiter } = pathsOf(platform);
  const name = Object.keys(env).find((each) => each === "PATH" || (platform === "win32" && each.toUpperCase() === "PATH"));
  return ((name && env[name]) || "").split(delimiter).filter((folder) => path.isAbsolute(folder));
}

function ofExtension(around: Surroundings): Candidate {
  return { program: programIn(around.environment, around.platform), origin: "the environment of this extension" };
}

function isInWorkspace(program: string, around: Surroundings): boolean {
  const { path } = pathsOf(around.platform);
  return around.folders.some((folder) => {
    const way = path.relative(folder, program);
    return !way.startsWith("..") && !path.isAbsolute(way);
  });
}

function programName(platform: NodeJS.Platform): string {
  return platform === "win32" ? "profilelint.exe" : "profilelint";
}

function join(platform: NodeJS.Platform, ...parts: string[]): string {
  return pathsOf(platform).path.join(...parts);
}

function pathsOf(platform: NodeJS.Platform) {
  return platform === "win32" ? { path: win32, delimiter: ";" } : { path: posix, delimiter: ":" };
}
