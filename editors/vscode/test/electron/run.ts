/** Start VS Code with the extension on a site. It is downloaded, so this runs in the workflow; `xvfb-run` gives it a screen. */

import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";

async function main(): Promise<void> {
  const site = realpathSync(mkdtempSync(join(tmpdir(), "profilelint-")));
  writeFileSync(join(site, "cv.md"), "---\ntitle: Ada\n---\n\nI recieve mail.\n");
  const root = resolve(__dirname, "../..");
  await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, "out/electron/suite.js"),
    launchArgs: [site, "--disable-workspace-trust", "--disable-extensions"],
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
