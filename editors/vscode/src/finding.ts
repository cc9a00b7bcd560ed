/** Find a server that works, and say what to do if there is none. */

import { access, constants } from "node:fs/promises";
import { type Candidate, candidates } from "./candidates";
import { run } from "./running";
import type { Surroundings } from "./surroundings";

export interface Server extends Candidate {
  /** As `profilelint --version` prints it. */
  version: string;
}

export interface Missing {
  /** The problem and the remedy, in one or two sentences. */
  problem: string;
}

/** Milliseconds for a program to start and to end again; the first start after an installation compiles. */
const PATIENCE = 60_000;

export async function findServer(around: Surroundings): Promise<Server | Missing> {
  let problem = "";
  for (const candidate of candidates(around)) {
    if (!(await isProgram(candidate.program))) continue;
    const found = await tried(candidate, around.home);
    if ("version" in found) return found;
    problem ||= found.problem;
  }
  if (problem) return { problem };
  if (around.path) return { problem: `The setting profilelint.path is not a program: ${around.path}` };
  const workspace = around.isTrusted
    ? "nor in the environment of the workspace."
    : "and programs of this workspace are used only once you trust it.";
  return { problem: `profilelint was not found: not installed by uv or pipx, not on PATH, ${workspace}` };
}

/** How a server is started. It gets no folder of the workspace to start in, from which Python might import. */
export function start(server: Candidate, home: string): { command: string; args: string[]; options: { cwd: string } } {
  return { command: server.program, args: ["server"], options: { cwd: home } };
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** A server without anybody to serve ends at once, with 0 if all its packages are there. */
async function tried(candidate: Candidate, home: string): Promise<Server | Missing> {
  const served = await run(candidate.program, ["server"], PATIENCE, home);
  if (served.code !== 0) return { problem: why(candidate, served.err) };
  const { out } = await run(candidate.program, ["--version"], PATIENCE, home);
  return { ...candidate, version: out.trim().replace(/^profilelint /, "") };
}

function why({ program, origin }: Candidate, said: string): string {
  const last = said.trim().split("\n").at(-1)?.replace(/^profilelint: /, "") ?? "";
  return `${program} (${origin}) does not start as a server${last ? `: ${last}` : "."}`;
}
