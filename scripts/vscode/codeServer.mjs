// Starts the VS Code of code-server with a home of its own, and a browser to look at it.
import { rmSync } from 'node:fs';
import { cp, readFile, readdir, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { atExit, killTree, spawnTree } from './processTree.mjs';

/** Settings of the user who runs the tests: no offers, no network, nothing on the screen that is not ours. */
export const quietSettings = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  // On the web the default saves after a moment; on the desktop it does not.
  'files.autoSave': 'off',
  'window.confirmBeforeClose': 'never',
};

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url, child, deadline) {
  while (Date.now() < deadline && child.exitCode === null) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return true;
    await delay(100);
  }
  return false;
}

/** Puts unpacked extensions where VS Code looks for them at its first start. */
export async function installExtensions(folders, target) {
  for (const folder of folders) {
    const { publisher, name, version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    await cp(folder, path.join(target, `${publisher}.${name}-${version}`), { recursive: true });
  }
}

/** The last lines of every log below a folder, for a failed run. */
export async function logsBelow(folder, lines = 40) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const parts = [];
  for (const entry of entries.filter((each) => each.isFile() && each.name.endsWith('.log'))) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const text = (await readFile(file, 'utf8').catch(() => '')).trimEnd();
    if (text !== '') parts.push(`--- ${path.relative(folder, file)}\n${text.split('\n').slice(-lines).join('\n')}`);
  }
  return parts.join('\n');
}

/**
 * A running server: `urlOf()`, `logs()` and `stop()`. Everything it writes is in a temporary folder.
 * `settings` are added to the user's; `env` to the environment that the extension host inherits; `installed` are folders
 * of unpacked extensions. With `driver` an address can bring an extension under development and tests, but VS Code then
 * behaves as for a smoke test: no notifications, no questions.
 */
export async function startCodeServer({ node, server, settings = {}, env = {}, installed = [], driver = false }) {
  const home = await mkdtemp(path.join(os.tmpdir(), 'upguide-vscode-'));
  const inHome = (name) => path.join(home, name);
  await mkdir(inHome('user/User'), { recursive: true });
  await writeFile(inHome('user/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  await installExtensions(installed, inHome('extensions'));
  const port = await freePort();
  const child = spawnTree(node, [
    server, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms',
    '--telemetry-level', 'off', ...(driver ? ['--enable-smoke-test-driver'] : []),
    '--user-data-dir', inHome('user'), '--extensions-dir', inHome('extensions'), '--server-data-dir', inHome('server'),
  ], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: inHome('config'),
      XDG_DATA_HOME: inHome('share'),
      XDG_CACHE_HOME: inHome('cache'),
      XDG_RUNTIME_DIR: home,
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { output = `${output}${data}`.slice(-20_000); });
  const forget = atExit(() => rmSync(home, { recursive: true, force: true }));
  const stop = async () => {
    await killTree(child);
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    forget();
  };
  const origin = `http://127.0.0.1:${port}`;
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  if (!await answers(`${origin}/version`, child, Date.now() + 60_000)) {
    await stop();
    throw new Error(`code-server did not start:\n${output}`);
  }
  return {
    /** Address of a window on a folder or `.code-workspace` file; needs the driver for all but `workspace`. */
    urlOf: ({ workspace, extension, tests }) => {
      const payload = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true']];
      if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
      if (tests) payload.push(['extensionTestsPath', remote(tests)]);
      const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
      const query = `${kind}=${encodeURIComponent(workspace).replaceAll('%2F', '/')}`;
      return `${origin}/?${query}${driver ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : ''}`;
    },
    stop,
    logs: async () => `${output}\n${await logsBelow(home)}`,
  };
}

/** A browser that asks nobody anything. */
export function launchBrowser(executablePath) {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--no-first-run', '--no-default-browser-check', '--disable-default-apps', '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
    ],
  });
}
