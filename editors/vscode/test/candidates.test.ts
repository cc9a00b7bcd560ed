import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates, folders } from "../src/candidates";
import type { Surroundings } from "../src/surroundings";

const LINUX: Surroundings = {
  platform: "linux",
  env: { PATH: "/usr/bin:.:relative/bin::/site/node_modules/.bin" },
  home: "/home/ada",
  folders: ["/site", "/talks"],
  isTrusted: true,
  path: "",
  interpreters: ["/envs/site/bin/python"],
  environment: "/home/ada/storage/environment",
};
const programs = (around: Surroundings) => candidates(around).map(({ program }) => program);

test("the workspace comes first, then the user, then PATH, then what the extension installed", () => {
  assert.deepEqual(programs(LINUX), [
    "/envs/site/bin/profilelint",
    "/site/.venv/bin/profilelint",
    "/site/venv/bin/profilelint",
    "/talks/.venv/bin/profilelint",
    "/talks/venv/bin/profilelint",
    "/home/ada/.local/bin/profilelint",
    "/usr/bin/profilelint",
    "/site/node_modules/.bin/profilelint",
    "/home/ada/storage/environment/bin/profilelint",
  ]);
});

test("nothing in a folder that is not trusted is started, nor what its settings name", () => {
  assert.deepEqual(programs({ ...LINUX, isTrusted: false }), [
    "/home/ada/.local/bin/profilelint",
    "/usr/bin/profilelint",
    "/home/ada/storage/environment/bin/profilelint",
  ]);
  assert.ok(!programs({ ...LINUX, isTrusted: false, path: "evil/profilelint" }).includes("/site/evil/profilelint"));
});

test("relative folders of PATH are skipped", () => {
  assert.deepEqual(folders(LINUX), ["/usr/bin", "/site/node_modules/.bin"]);
});

test("a setting leaves no other choice", () => {
  assert.deepEqual(programs({ ...LINUX, path: "/opt/profilelint" }), ["/opt/profilelint"]);
  assert.deepEqual(programs({ ...LINUX, path: "tools/profilelint" }), ["/site/tools/profilelint"]);
  assert.deepEqual(programs({ ...LINUX, path: "~/bin/profilelint", isTrusted: false }), ["/home/ada/bin/profilelint"]);
});

test("uv and pipx may have been told to use other folders", () => {
  const around = { ...LINUX, folders: [], interpreters: [], env: { UV_TOOL_BIN_DIR: "/uv", PIPX_BIN_DIR: "/pipx", XDG_BIN_HOME: "not/absolute" } };
  assert.deepEqual(programs(around).slice(0, 3), ["/uv/profilelint", "/pipx/profilelint", "/home/ada/.local/bin/profilelint"]);
});

test("a program that is found twice is tried once", () => {
  const around = { ...LINUX, folders: [], interpreters: [], env: { PATH: "/home/ada/.local/bin:/usr/bin:/usr/bin" } };
  assert.equal(programs(around).length, 3);
});

test("Windows", () => {
  const around: Surroundings = {
    ...LINUX,
    platform: "win32",
    env: { Path: "C:\\Windows;bin;C:\\site\\bin" },
    home: "C:\\Users\\ada",
    folders: ["C:\\site"],
    interpreters: ["C:\\envs\\site\\Scripts\\python.exe"],
    environment: "C:\\storage\\environment",
  };
  assert.deepEqual(programs(around), [
    "C:\\envs\\site\\Scripts\\profilelint.exe",
    "C:\\site\\.venv\\Scripts\\profilelint.exe",
    "C:\\site\\venv\\Scripts\\profilelint.exe",
    "C:\\Users\\ada\\.local\\bin\\profilelint.exe",
    "C:\\Windows\\profilelint.exe",
    "C:\\site\\bin\\profilelint.exe",
    "C:\\storage\\environment\\Scripts\\profilelint.exe",
  ]);
  assert.deepEqual(programs({ ...around, isTrusted: false }), [
    "C:\\Users\\ada\\.local\\bin\\profilelint.exe",
    "C:\\Windows\\profilelint.exe",
    "C:\\storage\\environment\\Scripts\\profilelint.exe",
  ]);
});
