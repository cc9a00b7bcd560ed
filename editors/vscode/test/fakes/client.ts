/** The language client, as far as it is started and stopped. */

export const clients: LanguageClient[] = [];

export class LanguageClient {
  state: "new" | "running" | "stopped" = "new";
  constructor(
    readonly id: string,
    readonly name: string,
    readonly server: { command: string; args: string[] },
    readonly options: unknown,
  ) {
    clients.push(this);
  }
  async start(): Promise<void> {
    this.state = "running";
  }
  async dispose(): Promise<void> {
    this.state = "stopped";
  }
}
