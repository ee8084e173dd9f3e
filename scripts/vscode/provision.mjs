// Gets a VS Code to run in: the desktop one where it can be had, else the one that code-server carries.
//   node scripts/vscode/provision.mjs             what `npm test` uses
//   node scripts/vscode/provision.mjs --browser   the code-server kind in any case (screenshots need a browser)
// Environment: VSCODE_PATH (a VS Code to use), CHROME_PATH, UPGUIDE_VSCODE_VERSION, UPGUIDE_VSCODE=desktop|code-server.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { provideChromium } from './chromium.mjs';
import { provideCodeServer } from './codeServerPackage.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const cache = path.join(root, '.cache');

/** The same VS Code in both ways, so that a test means the same everywhere. */
const vscodeVersion = process.env.UPGUIDE_VSCODE_VERSION ?? '1.139.1';

const onPath = (program) => spawnSync(process.platform === 'win32' ? 'where' : 'which', [program], { stdio: 'ignore' }).status === 0;

/** How a desktop VS Code gets a screen; `undefined` when there is none. */
function screen() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return [];
  return onPath('xvfb-run') ? ['xvfb-run', '-a'] : undefined;
}

/** A desktop VS Code with a screen to show it on, or `undefined`, with the reason printed. */
export async function provideDesktop(log) {
  const prefix = screen();
  if (prefix === undefined) {
    log('desktop VS Code: not here, there is no DISPLAY and no xvfb-run');
    return undefined;
  }
  const given = process.env.VSCODE_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`VSCODE_PATH names ${given}, which does not exist.`);
    return { kind: 'desktop', executable: given, prefix };
  }
  try {
    const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
    const reporter = process.stdout.isTTY ? undefined : new SilentReporter();
    const cachePath = path.join(cache, 'vscode-desktop');
    const executable = await downloadAndUnzipVSCode({ version: vscodeVersion, cachePath, timeout: 20_000, ...(reporter && { reporter }) });
    return { kind: 'desktop', executable, prefix };
  } catch (error) {
    log(`desktop VS Code: the download failed (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

/** Both parts of the VS Code in a browser. Throws with what to do where one cannot be had. */
export async function provideBrowserKind(log) {
  const server = await provideCodeServer({ cache, log });
  const chromium = await provideChromium(log);
  return { kind: 'code-server', ...server, chromium };
}

/**
 * A VS Code for this machine: `{ kind: 'desktop', executable, prefix }` or `{ kind: 'code-server', node, server, chromium }`.
 * Never gives up silently: where nothing can be had, it throws and says what to install.
 */
export async function provideVSCode(log = console.log) {
  const wanted = process.env.UPGUIDE_VSCODE;
  if (wanted !== 'code-server') {
    const desktop = await provideDesktop(log);
    if (desktop) return desktop;
    if (wanted === 'desktop') throw new Error('UPGUIDE_VSCODE=desktop, but no desktop VS Code could be had.');
  }
  return await provideBrowserKind(log);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const found = await (process.argv.includes('--browser') ? provideBrowserKind(console.log) : provideVSCode());
    console.log(JSON.stringify(found, undefined, 2));
    // A kept-alive socket of the download must not hold the process.
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
