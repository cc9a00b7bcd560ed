import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findServer } from "../src/finding";
import { InstallationError, findPython, install } from "../src/installing";
import { machine, put, script } from "./machine";

const skip = process.platform === "win32" && "programs are made as scripts for the shell";
const PATH = process.env["PATH"];

/** A wheel of the same name, whose program ends well whatever it is told; it needs no network. */
function wheel(folder: string): string {
  const about = "profilelint-0.1.dist-info";
  put(join(folder, "wheel/profilelint_stub.py"), "def main():\n    print('profilelint 0.1')\n");
  put(join(folder, `wheel/${about}/METADATA`), "Metadata-Version: 2.1\nName: profilelint\nVersion: 0.1\n");
  put(join(folder, `wheel/${about}/WHEEL`), "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
  put(join(folder, `wheel/${about}/entry_points.txt`), "[console_scripts]\nprofilelint = profilelint_stub:main\n");
  put(join(folder, `wheel/${about}/RECORD`), "");
  const file = join(folder, "profilelint-0.1-py3-none-any.whl");
  execFileSync("python3", ["-m", "zipfile", "-c", file, "profilelint_stub.py", about], { cwd: join(folder, "wheel") });
  return file;
}

test("the server in an environment of its own is found afterwards", { skip }, async (t) => {
  const { folder, around } = machine(t, { env: { PATH } });
  const said: string[] = [];
  const program = await install(around, (line) => said.push(line), wheel(folder));
  assert.equal(said.length, 2);
  assert.ok(program.startsWith(around.environment));
  const found = await findServer({ ...around, env: {} });
  assert.ok("program" in found && found.program === program && found.version === "0.1");
  const broken = script(join(folder, "broken/python3"), 'case "$*" in *venv*) echo "no space left" >&2; exit 1;; esac; echo 3 12');
  await assert.rejects(install({ ...around, interpreters: [broken] }, () => undefined), new InstallationError("no space left"));
  assert.ok(existsSync(program), "a failed update keeps the old server");
  assert.ok("program" in (await findServer({ ...around, env: {} })));
});

test("a Python that is too old is passed over", { skip }, async (t) => {
  const { folder, around } = machine(t);
  script(join(folder, "old/python3"), "echo 3 9");
  script(join(folder, "broken/python3"), "exit 1");
  const fresh = script(join(folder, "fresh/python3"), "echo 3 12");
  const path = (...names: string[]) => ({ ...around, env: { PATH: names.map((name) => join(folder, name)).join(":") } });
  assert.equal(await findPython(path("old", "broken", "fresh")), fresh);
  await assert.rejects(findPython(path("old", "broken", "absent")), /Python 3\.11 or later is needed: https:/);
  await assert.rejects(findPython({ ...around, isTrusted: false, interpreters: [fresh] }), InstallationError);
});
