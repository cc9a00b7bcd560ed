/** A machine for a test: a home and a workspace in a folder of their own, and the real server of this checkout. */

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { Surroundings } from "../src/surroundings";

/** The real program: `PROFILELINT`, or the one on PATH. */
export const PROGRAM = process.env["PROFILELINT"] || found("profilelint");
export const PAGE = "---\ntitle: Ada\n---\n\nI recieve mail.\n";

export interface Machine {
  folder: string;
  site: string;
  around: Surroundings;
}

export function machine(test: TestContext, changes: Partial<Surroundings> = {}): Machine {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "profilelint-")));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  const site = join(folder, "site");
  put(join(site, "cv.md"), PAGE);
  mkdirSync(join(folder, "home"));
  const around: Surroundings = {
    platform: process.platform,
    env: {},
    home: join(folder, "home"),
    folders: [site],
    isTrusted: true,
    path: "",
    interpreters: [],
    environment: join(folder, "storage", "environment"),
    ...changes,
  };
  return { folder, site, around };
}

/** The real program under another name. */
export function link(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(PROGRAM, path);
  return path;
}

/** A program that does what a script for the shell says. */
export function script(path: string, lines: string): string {
  put(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

export function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function found(name: string): string {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    try {
      execFileSync(join(folder, name), ["--version"], { stdio: "ignore" });
      return join(folder, name);
    } catch {
      continue;
    }
  }
  throw new Error("These tests need the program profilelint on PATH, or in PROFILELINT.");
}
