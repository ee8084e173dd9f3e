// The VS Code that the npm package code-server carries, with the Node it needs, in the cache folder.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const codeServerVersion = '4.139.1';
const nodeVersion = '24.21.0';

/** Written last: a folder without it is half of an installation that was interrupted. */
const marker = 'complete.json';

function npm(args, cwd, env = process.env) {
  const script = process.env.npm_execpath;
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const all = [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stdout, stderr, error } = spawnSync(command, all, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim() };
}

function npmOrThrow(what, args, cwd, env) {
  const { ok, output } = npm(args, cwd, env);
  if (!ok) throw new Error(`${what} failed: npm ${args.join(' ')} (in ${cwd})\n${output.split('\n').slice(-15).join('\n')}`);
}

const placesIn = (folder) => ({
  node: path.join(folder, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node'),
  server: path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
});

async function install(folder, log) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  log(`code-server ${codeServerVersion}: installing from npm (about a minute, once)`);
  // The package `node` would fetch this very package in an install script; without it nothing has to be allowed to run.
  const packages = [`node-linux-${process.arch}@${nodeVersion}`, `code-server@${codeServerVersion}`];
  npmOrThrow('Installing code-server', ['install', ...packages, '--ignore-scripts'], folder);

  const { node, server } = placesIn(folder);
  const vscode = path.dirname(path.dirname(server));
  const env = {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
    // Headers of this very Node lie in its package; node-gyp would download them.
    npm_config_nodedir: path.dirname(path.dirname(node)),
  };
  npmOrThrow("Installing VS Code's dependencies", ['install', '--omit=dev', '--ignore-scripts'], vscode, env);
  // For terminals and log files. Without a compiler this fails, and the workbench and the extension host do not miss them.
  const { ok } = npm(['rebuild', 'node-pty', '@vscode/spdlog', '@vscode/native-watchdog'], vscode, env);
  if (!ok) log('code-server: native parts were not built (no compiler or Python here); the tests do not need them');
}

/** Removes what interrupted runs left behind, unless it is so young that somebody may still be at it. */
async function sweep(cache) {
  const { stat } = await import('node:fs/promises');
  for (const name of await readdir(cache)) {
    if (!/^code-server-.*\.\d+\.tmp$/.test(name)) continue;
    const folder = path.join(cache, name);
    if (Date.now() - (await stat(folder)).mtimeMs > 3_600_000) await rm(folder, { recursive: true, force: true });
  }
}

/** `{ node, server }`: a Node 24 and the `server-main.js` to run with it. */
export async function provideCodeServer({ cache, log }) {
  if (process.platform !== 'linux') {
    throw new Error('VS Code could not be downloaded, and its stand-in (code-server) is for Linux only. Set VSCODE_PATH to an installed VS Code.');
  }
  const folder = path.join(cache, `code-server-${codeServerVersion}-node-${nodeVersion}`);
  if (existsSync(path.join(folder, marker))) return placesIn(folder);
  await mkdir(cache, { recursive: true });
  await sweep(cache);
  const temporary = `${folder}.${process.pid}.tmp`;
  try {
    await install(temporary, log);
    await writeFile(path.join(temporary, marker), `${JSON.stringify({ codeServerVersion, nodeVersion })}\n`);
    await rename(temporary, folder).catch((error) => {
      // Another run was faster; its folder is as good.
      if (!existsSync(path.join(folder, marker))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return placesIn(folder);
}
