/** As much of VS Code as the extension uses, with what the tests want to know. It stands for the module `vscode` in their bundle. */

type Listener = (event?: unknown) => unknown;

/** What the user has set and answers, and what the extension has done. */
export const state = {
  settings: new Map<string, unknown>(),
  answer: undefined as string | undefined,
  warnings: [] as string[],
  errors: [] as string[],
  tasks: [] as Task[],
  status: {} as Record<string, unknown>,
  commands: new Map<string, () => unknown>(),
  trusted: [] as Listener[],
  configured: [] as Listener[],
};

export const workspace = {
  isTrusted: true,
  workspaceFolders: [] as { uri: Uri; name: string; index: number }[],
  getConfiguration: (section: string) => ({ get: (name: string, usual: unknown) => state.settings.get(`${section}.${name}`) ?? usual }),
  getWorkspaceFolder: (uri: Uri) => workspace.workspaceFolders.find((folder) => uri.fsPath.startsWith(folder.uri.fsPath)),
  onDidGrantWorkspaceTrust: (listener: Listener) => state.trusted.push(listener),
  onDidChangeConfiguration: (listener: Listener) => state.configured.push(listener),
};
const log = { info: () => undefined, warn: () => undefined, error: (text: string) => state.errors.push(text), show: () => undefined };
export const window = {
  activeTextEditor: undefined,
  createOutputChannel: () => log,
  showWarningMessage: async (text: string) => {
    state.warnings.push(text);
    return state.answer;
  },
  showErrorMessage: async () => undefined,
  withProgress: (_: unknown, work: (progress: { report: () => void }) => unknown) => work({ report: () => undefined }),
};
export const languages = { createLanguageStatusItem: () => state.status };
export const commands = { registerCommand: (name: string, run: () => unknown) => state.commands.set(name, run) };
export const tasks = { executeTask: async (task: Task) => state.tasks.push(task) };
export const env = { openExternal: async () => true };
export const extensions = { getExtension: () => undefined };

export class Uri {
  scheme = "file";
  constructor(readonly fsPath: string) {}
  static parse = (text: string) => new Uri(text);
}
export class ProcessExecution {
  constructor(
    readonly process: string,
    readonly args: string[],
    readonly options: { cwd: string },
  ) {}
}
export class Task {
  presentationOptions = {};
  constructor(
    readonly definition: unknown,
    readonly scope: unknown,
    readonly name: string,
    readonly source: string,
    readonly execution: ProcessExecution,
    readonly problemMatchers: string[],
  ) {}
}
export enum LanguageStatusSeverity {
  Information,
  Warning,
  Error,
}
export enum ProgressLocation {
  Notification = 15,
}
export enum TaskRevealKind {
  Always = 1,
}
