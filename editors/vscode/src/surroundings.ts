/** Where a server may be: the machine, the user and the workspace, as plain values. */

export interface Surroundings {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
  /** The folders of the workspace. */
  folders: readonly string[];
  /** Whether the user trusts the workspace: only then are programs in it started. */
  isTrusted: boolean;
  /** The setting `profilelint.path`; empty if it is not set. */
  path: string;
  /** The interpreters that the Python extension uses, by its settings or its API. */
  interpreters: readonly string[];
  /** The environment that the extension installs the server into. */
  environment: string;
}
