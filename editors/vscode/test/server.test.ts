import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { StreamMessageReader, StreamMessageWriter, createProtocolConnection } from "vscode-languageserver-protocol/node";
import { findServer, start } from "../src/finding";
import { CHECK_SITE, ENDINGS, LEFTOVERS, PAGES } from "../src/pages";
import { run } from "../src/running";
import manifest from "../package.json";
import { PAGE, PROGRAM, link, machine } from "./machine";

const skip = process.platform === "win32" && "the program is found by a link";

test("what is found serves the pages of the workspace", { skip }, async (t) => {
  const { site, around } = machine(t);
  link(join(site, ".venv/bin/profilelint"));
  const found = await findServer(around);
  assert.ok("program" in found);
  const { command, args, options } = start(found, around.home);
  const child = spawn(command, args, options);
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  const folders = [{ uri: pathToFileURL(site).href, name: "site" }];
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities, workspaceFolders: folders });
  await connection.sendNotification("initialized", {});
  const textDocument = { uri: pathToFileURL(join(site, "cv.md")).href, languageId: "markdown", version: 1, text: PAGE };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  const { items } = await connection.sendRequest<{ items: { code: string }[] }>("textDocument/diagnostic", { textDocument });
  assert.deepEqual(items.map(({ code }) => code), ["spelling/misspelling"]);
  await connection.sendRequest("shutdown");
  const ended = once(child, "exit");
  await connection.sendNotification("exit");
  assert.deepEqual(await ended, [0, null]);
  connection.dispose();
});

test("the commands print what the problem matcher reads", async (t) => {
  const { site } = machine(t);
  const checked = await run(PROGRAM, CHECK_SITE, 60_000, site);
  assert.equal(checked.code, 0);
  const [matcher] = manifest.contributes.problemMatchers;
  const matches = checked.out.trim().split("\n").map((line) => new RegExp(matcher!.pattern.regexp).exec(line)?.slice(1, 6));
  assert.deepEqual(matches, [["cv.md", "5", "3", "error", "spelling/misspelling"]]);
  assert.equal((await run(PROGRAM, LEFTOVERS, 60_000, site)).code, 0);
});

test("every command of the manifest is one of the extension, and pages are selected by their endings", async () => {
  assert.ok(manifest.contributes.commands.every(({ command }) => command.startsWith("profilelint.")));
  const [files] = PAGES;
  assert.ok(files && "pattern" in files && ENDINGS.every((ending) => files.pattern.includes(ending)));
});
