/** Install the server into an environment that only this extension uses. */

import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { mkdir, rename, rm } from "node:fs/promises";
import { folders, programIn } from "./candidates";
import { run } from "./running";
import type { Surroundings } from "./surroundings";

export const REQUIREMENT = "profilelint[server] @ git+https://github.com/profilelint/profilelint";
const OLDEST: readonly [number, number] = [3, 11];
const VERSION = "import sys; print(*sys.version_info[:2])";
const MINUTE = 60_000;

/** A problem that the user can solve; its message says how. */
export class InstallationError extends Error {}

/** The first Python that is new enough, from the interpreters of a trusted workspace and from PATH. */
export async function findPython(around: Surroundings): Promise<string> {
  const names = around.platform === "win32" ? ["python.exe"] : ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];
  const onPath = names.flatMap((name) => folders(around).map((folder) => join(folder, name)));
  for (const program of [...(around.isTrusted ? around.interpreters : []), ...onPath]) {
    if (!(await exists(program))) continue;
    const { code, out } = await run(program, ["-I", "-c", VERSION], MINUTE, around.home);
    const [major = 0, minor = 0] = out.trim().split(" ").map(Number);
    if (code === 0 && (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]))) return program;
  }
  throw new InstallationError(`Python ${OLDEST.join(".")} or later is needed: https://www.python.org/downloads/`);
}

/**
 * Make the environment, and put it into the place of the old one only once the server is in it. `say` gets a line for each step.
 * Returns the program.
 */
export async function install(around: Surroundings, say: (line: string) => void, requirement: string = REQUIREMENT): Promise<string> {
  const python = await findPython(around);
  const { environment, platform, home } = around;
  const old = `${environment}.old`;
  await rm(old, { recursive: true, force: true });
  await mkdir(dirname(environment), { recursive: true });
  if (await exists(environment)) await rename(environment, old); // an environment cannot be moved once its programs are in it
  try {
    say(`Making an environment with ${python}`);
    await step(python, ["-I", "-m", "venv", environment], home);
    const program = programIn(environment, platform);
    say(`Installing ${requirement}`);
    const inside = join(dirname(program), platform === "win32" ? "python.exe" : "python");
    await step(inside, ["-I", "-m", "pip", "install", "--disable-pip-version-check", requirement], home);
    if (!(await exists(program))) throw new InstallationError(`The installation has no program ${program}`);
    await rm(old, { recursive: true, force: true });
    return program;
  } catch (error) {
    await rm(environment, { recursive: true, force: true });
    if (await exists(old)) await rename(old, environment);
    throw error;
  }
}

async function step(program: string, args: readonly string[], home: string): Promise<void> {
  const { code, out, err } = await run(program, args, 15 * MINUTE, home);
  if (code !== 0) throw new InstallationError((err.trim() || out.trim()).split("\n").at(-1) || `${program} ${args.join(" ")} failed`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
