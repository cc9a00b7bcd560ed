import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { ExtensionContext } from "vscode";
import manifest from "../package.json";
import { activate, deactivate } from "../src/extension";
import { CHECK_SITE } from "../src/pages";
import { clients } from "./fakes/client";
import { LanguageStatusSeverity, Uri, state, workspace } from "./fakes/vscode";
import { type Machine, link, machine } from "./machine";

const skip = process.platform === "win32" && "the program is found by a link";

/** The extension in a window with one folder, and a user with nothing on PATH. */
async function opened(test: TestContext, prepare: (made: Machine) => void, isTrusted = true): Promise<Machine> {
  const made = machine(test);
  const before = { HOME: process.env["HOME"], PATH: process.env["PATH"] };
  Object.assign(process.env, { HOME: made.around.home, PATH: "/nowhere" });
  test.after(async () => {
    await deactivate();
    Object.assign(process.env, before);
  });
  Object.assign(state, { settings: new Map(), answer: undefined, warnings: [], errors: [], tasks: [], status: {}, trusted: [], configured: [] });
  clients.length = 0;
  workspace.isTrusted = isTrusted;
  workspace.workspaceFolders = [{ uri: new Uri(made.site), name: "site", index: 0 }];
  prepare(made);
  const memory = new Map<string, unknown>();
  const context = {
    subscriptions: [],
    globalStorageUri: new Uri(join(made.folder, "storage")),
    workspaceState: { get: (key: string) => memory.get(key), update: async (key: string, value: unknown) => memory.set(key, value) },
  };
  await activate(context as unknown as ExtensionContext);
  return made;
}

const inWorkspace = ({ site }: Machine) => void link(join(site, ".venv/bin/profilelint"));
const restart = () => state.commands.get("profilelint.restart")!();
const running = () => clients.filter((client) => client.state === "running").map(({ server }) => server.command);

test("a server that is found runs, and the status names it", { skip }, async (t) => {
  const { site } = await opened(t, inWorkspace);
  assert.deepEqual(running(), [join(site, ".venv/bin/profilelint")]);
  assert.match(String(state.status["text"]), /^profilelint: \d+\.\d+/);
  assert.deepEqual([state.status["busy"], state.warnings, state.errors], [false, [], []]);
  assert.deepEqual([...state.commands.keys()].sort(), manifest.contributes.commands.map(({ command }) => command).sort());
  await restart();
  assert.deepEqual(clients.map((client) => client.state), ["stopped", "running"]);
});

test("where there is none, the user hears it, and not again in a workspace where it is not wanted", { skip }, async (t) => {
  await opened(t, () => (state.answer = "Not in this workspace"));
  assert.deepEqual(running(), []);
  assert.equal(state.warnings.length, 1);
  assert.match(state.warnings[0]!, /was not found/);
  assert.equal(state.status["severity"], LanguageStatusSeverity.Error);
  await restart();
  assert.equal(state.warnings.length, 1);
});

test("a program of the workspace starts only once the workspace is trusted", { skip }, async (t) => {
  await opened(t, inWorkspace, false);
  assert.deepEqual(running(), []);
  workspace.isTrusted = true;
  await Promise.all(state.trusted.map((listener) => listener()));
  assert.equal(running().length, 1);
});

test("settings are taken up at once", { skip }, async (t) => {
  const { folder } = await opened(t, inWorkspace);
  const changed = () => Promise.all(state.configured.map((listener) => listener({ affectsConfiguration: (name: string) => state.settings.has(name) })));
  state.settings.set("profilelint.path", link(join(folder, "mine/profilelint")));
  await changed();
  assert.deepEqual(running(), [join(folder, "mine/profilelint")]);
  state.settings.set("profilelint.enable", false);
  await changed();
  assert.deepEqual([running(), state.status["text"]], [[], "profilelint: off"]);
});

test("the whole site is checked by the program that serves", { skip }, async (t) => {
  const { site } = await opened(t, inWorkspace);
  await state.commands.get("profilelint.checkSite")!();
  const [task] = state.tasks;
  assert.deepEqual([task?.execution.process, task?.execution.args, task?.execution.options.cwd], [running()[0], CHECK_SITE, site]);
  assert.deepEqual(task?.problemMatchers, [`$${manifest.contributes.problemMatchers[0]?.name}`]);
  state.settings.set("profilelint.enable", false);
  await restart();
  await state.commands.get("profilelint.leftovers")!();
  assert.equal(state.tasks.length, 1);
  assert.match(state.warnings[0]!, /not installed, or off/);
});
