// Runs the suite in a desktop VS Code, with a profile of its own.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { installExtensions, logsBelow, quietSettings } from './codeServer.mjs';
import { killTree, spawnTree } from './processTree.mjs';

/** Begins the lines of the suite; everything else is VS Code's own and only of interest after a failure. */
const mark = '[suite] ';

/** Ends with the exit code of the suite; 1 after `timeout` milliseconds, with the logs kept in `artifacts`. */
export async function runInDesktop({ vscode, workspace, extension, installed, tests, env, timeout, artifacts, log }) {
  const home = await mkdtemp(path.join(os.tmpdir(), 'upguide-vscode-'));
  await mkdir(path.join(home, 'user/User'), { recursive: true });
  await writeFile(path.join(home, 'user/User/settings.json'), JSON.stringify(quietSettings));
  await installExtensions(installed, path.join(home, 'extensions'));
  const [command, ...first] = [...vscode.prefix, vscode.executable];
  const child = spawnTree(command, [
    ...first, workspace, `--extensionDevelopmentPath=${extension}`, `--extensionTestsPath=${tests}`,
    `--user-data-dir=${path.join(home, 'user')}`, `--extensions-dir=${path.join(home, 'extensions')}`,
    '--no-sandbox', '--disable-gpu', '--disable-updates', '--skip-welcome', '--skip-release-notes', '--disable-workspace-trust',
  ], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Set where VS Code itself started this process; it would make Electron behave as plain Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined, ...env },
  });
  const noise = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (line.startsWith(mark)) log(line.slice(mark.length));
      else noise.push(line);
    });
  }
  let timer;
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exit) => resolve(exit ?? 1));
      timer = setTimeout(() => resolve(undefined), timeout);
    });
    if (code === 0) return 0;
    log(code === undefined ? `The suite did not end within ${timeout / 1000} s.` : `VS Code ended with ${code}.`);
    await mkdir(artifacts, { recursive: true });
    await writeFile(path.join(artifacts, 'vscode.log'), `${noise.join('\n')}\n${await logsBelow(path.join(home, 'user/logs'))}`);
    log(`${noise.slice(-30).join('\n')}\nVS Code's logs: ${artifacts}`);
    return 1;
  } finally {
    clearTimeout(timer);
    await killTree(child);
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
