// `npm start`: VS Code with this extension, on a copy of the example that may be changed at will.
//   a local `code` on the PATH, else a downloaded VS Code, else code-server's at a printed address (until Ctrl+C).
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, realpath } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unpackedExtension } from './package.mjs';
import { startCodeServer } from './vscode/codeServer.mjs';
import { provideCodeServer } from './vscode/codeServerPackage.mjs';
import { cache, provideDesktop, root } from './vscode/provision.mjs';
import { atExit } from './vscode/processTree.mjs';
import { copyExample } from './vscode/workspace.mjs';

const shell = process.platform === 'win32';

function build() {
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
}

/** Opens a window of a VS Code that is installed here. As root, VS Code wants to be told where its data goes. */
async function openWindow(command, prefix, folder) {
  const base = await realpath(await mkdtemp(path.join(os.tmpdir(), 'upguide-start-')));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', `--user-data-dir=${path.join(base, 'user')}`] : [];
  const args = [...prefix, command, `--extensionDevelopmentPath=${root}`, ...asRoot, '--new-window', folder];
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  return spawnSync(quoted[0], quoted.slice(1), { stdio: 'inherit', shell }).status === 0;
}

function localCode() {
  const { status } = spawnSync('code', ['--version'], { stdio: 'ignore', shell });
  return status === 0;
}

async function serve(folder) {
  const { node, server } = await provideCodeServer({ cache, log: console.log });
  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-start-'));
  atExit(() => rmSync(work, { recursive: true, force: true }));
  const running = await startCodeServer({ node, server, installed: [await unpackedExtension(work)] });
  console.log(`VS Code is at  ${running.urlOf({ workspace: folder })}\nCtrl+C ends it.`);
  // Until a signal comes; processTree.mjs ends the server then.
  await new Promise(() => { setInterval(() => undefined, 60_000); });
}

async function main() {
  build();
  const { folder } = await copyExample();
  console.log(`A copy of the example: ${folder}`);
  if (localCode() && await openWindow('code', [], folder)) return;
  // A screen that nobody sees is of no use here.
  const desktop = await provideDesktop(console.log);
  if (desktop && desktop.prefix.length === 0 && await openWindow(desktop.executable, [], folder)) return;
  await serve(folder);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
