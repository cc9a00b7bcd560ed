import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Missing, type Server, findServer } from "../src/finding";
import { link, machine, put, script } from "./machine";

const skip = process.platform === "win32" && "programs are made as scripts for the shell";

function problem(found: Server | Missing): string {
  assert.ok("problem" in found, "a server was found");
  return found.problem;
}

function program(found: Server | Missing): string {
  assert.ok("program" in found, "no server was found");
  return found.program;
}

test("the server of the environment of the workspace", { skip }, async (t) => {
  const { site, around } = machine(t);
  const expected = link(join(site, ".venv/bin/profilelint"));
  link(join(around.home, ".local/bin/profilelint"));
  const found = await findServer(around);
  assert.equal(program(found), expected);
  assert.match("version" in found ? found.version : "", /^\d+\.\d+\.\d+/);
  assert.equal(program(await findServer({ ...around, isTrusted: false })), join(around.home, ".local/bin/profilelint"));
});

test("an environment without the extra is passed over, and named where there is no other", { skip }, async (t) => {
  const { site, around } = machine(t);
  const without = "echo 'profilelint: the server needs an extra package: pip install \"profilelint[server]\"' >&2; exit 2";
  script(join(site, "venv/bin/profilelint"), without);
  assert.match(problem(await findServer(around)), /venv of the workspace.*the server needs an extra package: pip install "profilelint\[server\]"$/);
  const other = link(join(around.home, ".local/bin/profilelint"));
  assert.equal(program(await findServer(around)), other);
});

test("files that cannot be started", { skip }, async (t) => {
  const { site, around } = machine(t);
  put(join(site, ".venv/bin/profilelint"), "not a program");
  assert.match(problem(await findServer(around)), /was not found/);
  chmodSync(join(site, ".venv/bin/profilelint"), 0o755);
  assert.match(problem(await findServer(around)), /does not start as a server/);
});

test("nothing anywhere, and a wrong setting", async (t) => {
  const { around } = machine(t);
  assert.match(problem(await findServer(around)), /was not found.*nor in the environment of the workspace\.$/);
  assert.match(problem(await findServer({ ...around, isTrusted: false })), /was not found.*only once you trust it\.$/);
  assert.equal(problem(await findServer({ ...around, path: "/no/such" })), "The setting profilelint.path is not a program: /no/such");
});
