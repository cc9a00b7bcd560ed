/** In VS Code itself: a page that is opened has its findings, and the commands exist. */

import assert from "node:assert/strict";
import * as vscode from "vscode";
import manifest from "../../package.json";

const PATIENCE = 120_000;

export async function run(): Promise<void> {
  const [file] = await vscode.workspace.findFiles("cv.md");
  assert.ok(file);
  const shown = new Promise<vscode.Diagnostic[]>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no findings")), PATIENCE);
    const look = () => {
      const found = vscode.languages.getDiagnostics(file).filter(({ source }) => source === "profilelint");
      if (found.length === 0) return;
      clearTimeout(timer);
      resolve(found);
    };
    vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
  await vscode.window.showTextDocument(file);
  const [finding] = await shown;
  assert.match(finding?.message ?? "", /recieve/);
  const commands = await vscode.commands.getCommands(true);
  for (const { command } of manifest.contributes.commands) assert.ok(commands.includes(command), command);
  const task = new Promise<void>((resolve) => vscode.tasks.onDidEndTaskProcess(() => resolve()));
  await vscode.commands.executeCommand("profilelint.checkSite");
  await task;
}
