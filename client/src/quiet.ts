import type * as vscode from 'vscode';

/** How long the server gets to look at changed files, one after the other, before what is left is counted. */
const quietMs = 600;
const maxMs = 5000;

/** Through when an event has not fired for a moment; at the latest after a few seconds. */
export async function whenQuiet(event: vscode.Event<unknown>): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(quiet);
      clearTimeout(latest);
      listener.dispose();
      resolve();
    };
    let quiet = setTimeout(done, quietMs);
    const latest = setTimeout(done, maxMs);
    const listener = event(() => {
      clearTimeout(quiet);
      quiet = setTimeout(done, quietMs);
    });
  });
}
