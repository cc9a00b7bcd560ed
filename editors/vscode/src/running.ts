/** Run programs to their end. */

import { spawn } from "node:child_process";

export interface Done {
  /** Null if the program could not be started, or took too long. */
  code: number | null;
  out: string;
  err: string;
}

/** So much of what a program says is kept. */
const LONGEST = 100_000;

export function run(program: string, args: readonly string[], milliseconds: number, cwd?: string): Promise<Done> {
  return new Promise((resolve) => {
    let out = "";
    let err = "";
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], timeout: milliseconds, windowsHide: true, cwd });
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out = (out + text).slice(-LONGEST)));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err = (err + text).slice(-LONGEST)));
    child.on("error", (error) => resolve({ code: null, out, err: error.message }));
    child.on("close", (code) => resolve({ code, out, err }));
  });
}
