/** The part that needs VS Code: it starts and stops the client, and shows how things are. */

import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { type Missing, type Server, findServer, start } from "./finding";
import { InstallationError, install } from "./installing";
import { CHECK_SITE, LEFTOVERS, PAGES } from "./pages";
import type { Surroundings } from "./surroundings";

const HELP = vscode.Uri.parse("https://github.com/profilelint/profilelint/blob/main/docs/editors.md");
const NOT_AGAIN = "doNotOfferInstallation";

/** The part of the Python extension's API that tells which interpreter the user has selected; other versions may lack it. */
interface PythonExtension {
  environments?: { getActiveEnvironmentPath?(resource: vscode.Uri): { path: string } | undefined };
}

let output: vscode.LogOutputChannel;
let status: vscode.LanguageStatusItem;
let client: LanguageClient | undefined;
let server: Server | undefined;
/** What is under way: starts and stops follow one another. */
let last: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("profilelint", { log: true });
  status = vscode.languages.createLanguageStatusItem("profilelint", PAGES);
  status.name = "profilelint";
  const commands = {
    "profilelint.checkSite": () => runInTerminal("Check the whole site", CHECK_SITE, ["$profilelint"]),
    "profilelint.leftovers": () => runInTerminal("Leftovers from the template", LEFTOVERS, []),
    "profilelint.install": () => installed(context),
    "profilelint.restart": () => restart(context),
    "profilelint.output": () => output.show(),
  };
  context.subscriptions.push(
    output,
    status,
    ...Object.entries(commands).map(([name, command]) => vscode.commands.registerCommand(name, command)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => restart(context)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const names = ["profilelint.enable", "profilelint.path", "python.defaultInterpreterPath"];
      return names.some((name) => change.affectsConfiguration(name)) ? restart(context) : undefined;
    }),
  );
  await restart(context);
}

export async function deactivate(): Promise<void> {
  await last.then(stop);
}

function restart(context: vscode.ExtensionContext): Promise<void> {
  last = last.then(async () => {
    await stop();
    await begin(context);
  }).catch((error: unknown) => show(String(error), vscode.LanguageStatusSeverity.Error));
  return last;
}

async function stop(): Promise<void> {
  const former = client;
  client = server = undefined;
  await former?.dispose().catch((error: unknown) => output.warn(String(error))); // a server that did not start cannot be stopped
}

async function begin(context: vscode.ExtensionContext): Promise<void> {
  if (!vscode.workspace.getConfiguration("profilelint").get<boolean>("enable", true)) {
    show("off", vscode.LanguageStatusSeverity.Information);
    return;
  }
  status.busy = true;
  try {
    const found = await findServer(surroundings(context));
    if ("problem" in found) {
      show(found.problem, vscode.LanguageStatusSeverity.Error, { command: "profilelint.install", title: "Install" });
      void offer(context, found);
      return;
    }
    output.info(`${found.program} (${found.origin}), version ${found.version}`);
    client = new LanguageClient("profilelint", "profilelint", start(found, homedir()), { documentSelector: PAGES, outputChannel: output });
    await client.start();
    server = found;
    show(found.version, vscode.LanguageStatusSeverity.Information, { command: "profilelint.restart", title: "Restart" }, found.program);
  } finally {
    status.busy = false;
  }
}

function show(text: string, severity: vscode.LanguageStatusSeverity, command?: vscode.Command, detail?: string): void {
  if (severity === vscode.LanguageStatusSeverity.Error) output.error(text);
  Object.assign(status, { text: `profilelint: ${text}`, severity, command, detail });
}

/** Say that there is no server, once in a session, and offer to install it. */
async function offer(context: vscode.ExtensionContext, { problem }: Missing): Promise<void> {
  if (context.workspaceState.get(NOT_AGAIN)) return;
  const [yes, how, no] = ["Install for VS Code only", "How to install it", "Not in this workspace"] as const;
  const answer = await vscode.window.showWarningMessage(problem, yes, how, no);
  if (answer === yes) await installed(context);
  if (answer === how) await vscode.env.openExternal(HELP);
  if (answer === no) await context.workspaceState.update(NOT_AGAIN, true);
}

async function installed(context: vscode.ExtensionContext): Promise<void> {
  await last.then(stop); // a program that runs cannot be replaced on Windows
  const title = "Installing profilelint";
  try {
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, (progress) =>
      install(surroundings(context), (message) => {
        output.info(message);
        progress.report({ message });
      }),
    );
  } catch (error) {
    const message = error instanceof InstallationError ? error.message : String(error);
    output.error(message);
    void vscode.window.showErrorMessage(`profilelint was not installed. ${message}`, "Show the output").then((answer) => answer && output.show());
  }
  await restart(context);
}

function surroundings(context: vscode.ExtensionContext): Surroundings {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const python = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  const interpreters = folders.flatMap(({ uri }) => {
    const chosen = python?.isActive ? python.exports?.environments?.getActiveEnvironmentPath?.(uri)?.path : undefined;
    const written = vscode.workspace.getConfiguration("python", uri).get<string>("defaultInterpreterPath", "");
    return [chosen, written.replaceAll("${workspaceFolder}", uri.fsPath)].filter((each): each is string => Boolean(each));
  });
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    folders: folders.map(({ uri }) => uri.fsPath),
    isTrusted: vscode.workspace.isTrusted,
    path: vscode.workspace.getConfiguration("profilelint").get<string>("path", ""),
    interpreters,
    environment: join(context.globalStorageUri.fsPath, "environment"),
  };
}

/** Run a command of profilelint in a folder of the workspace; what it prints is in the terminal, and with a matcher also in the problems. */
async function runInTerminal(name: string, args: string[], matchers: string[]): Promise<void> {
  await last;
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = (active && vscode.workspace.getWorkspaceFolder(active)) ?? vscode.workspace.workspaceFolders?.[0];
  if (!server || !folder) {
    void vscode.window.showWarningMessage(server ? "Open the folder of the site first." : "profilelint is not installed, or off.");
    return;
  }
  const execution = new vscode.ProcessExecution(server.program, args, { cwd: folder.uri.fsPath });
  const task = new vscode.Task({ type: "profilelint", task: name }, folder, name, "profilelint", execution, matchers);
  task.presentationOptions = { clear: true, reveal: vscode.TaskRevealKind.Always };
  await vscode.tasks.executeTask(task);
}
