// Runs the suite of test/vscode in a real VS Code, on copies of the example.
//   node scripts/vscode/runSuite.mjs            the extension as it stands in this folder (build first)
//   node scripts/vscode/runSuite.mjs --vsix     the packaged extension, unpacked
//   --suite single|multi   only one of the two workspaces     --grep TEXT   only some tests     --results FILE   JSON
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { unpackedExtension } from '../package.mjs';
import { cache, provideBrowserKind, provideVSCode, root } from './provision.mjs';
import { runInCodeServer } from './runInCodeServer.mjs';
import { runInDesktop } from './runInDesktop.mjs';
import { copyExample } from './workspace.mjs';

const { values: options } = parseArgs({
  options: { vsix: { type: 'boolean' }, results: { type: 'string' }, suite: { type: 'string' }, grep: { type: 'string' }, keep: { type: 'boolean' } },
});

const tests = path.join(root, 'dist/test/vscode/index.js');
const timeout = Number(process.env.UPGUIDE_SUITE_TIMEOUT ?? 900) * 1000;
/** Extensions that stand beside ours: one that calls itself Red Hat's YAML extension and does nothing. */
const companions = { single: [], multi: [path.join(root, 'test/vscode/companions/yaml')] };
const runners = { 'desktop': runInDesktop, 'code-server': runInCodeServer };

async function readResults(file) {
  if (!existsSync(file)) return undefined;
  return JSON.parse(await readFile(file, 'utf8'));
}

/** One start of VS Code. `undefined` when it did not come as far as the tests. */
async function runOnce(vscode, kind, extension, work) {
  const workspace = await copyExample({ kind });
  const results = path.join(work, `results-${kind}-${vscode.kind}.json`);
  const log = (line) => console.log(line);
  const env = { UPGUIDE_TEST_RESULTS: results, ...(options.grep !== undefined && { UPGUIDE_TEST_GREP: options.grep }) };
  try {
    const artifacts = path.join(cache, 'test-artifacts', `${options.vsix ? 'vsix' : 'folder'}-${kind}`);
    await rm(artifacts, { recursive: true, force: true });
    const code = await runners[vscode.kind]({ vscode, workspace: workspace.open, extension, installed: companions[kind], tests, env, timeout, artifacts, log });
    const found = await readResults(results);
    // The extension host broke down after the last test, or before the first.
    if (found && code !== 0 && found.failed === 0) return { ...found, failed: 1 };
    return found;
  } finally {
    if (options.keep) console.log(`The workspace is kept: ${workspace.folder}`);
    else await workspace.remove();
  }
}

async function main() {
  if (!existsSync(tests)) throw new Error(`${tests} is missing: run \`node scripts/build.mjs\` first.`);
  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-suite-'));
  const total = { passed: 0, failed: 0, names: [] };
  try {
    const extension = options.vsix ? await unpackedExtension(work) : root;
    let vscode = await provideVSCode();
    for (const kind of options.suite ? [options.suite] : ['single', 'multi']) {
      const started = Date.now();
      let found = await runOnce(vscode, kind, extension, work);
      if (!found && vscode.kind === 'desktop' && process.platform === 'linux') {
        console.log('The desktop VS Code did not come as far as the tests; going on with code-server.');
        vscode = await provideBrowserKind(console.log);
        found = await runOnce(vscode, kind, extension, work);
      }
      // A run without tests proves nothing, so it failed.
      const { passed, failed, names } = found && found.passed + found.failed > 0 ? found : { passed: 0, failed: 1, names: [] };
      total.passed += passed;
      total.failed += failed;
      total.names.push(...names);
      const seconds = ((Date.now() - started) / 1000).toFixed(0);
      console.log(`${options.vsix ? 'packaged extension' : 'extension folder'}, ${kind} workspace (${vscode.kind}): ${passed} passed, ${failed} failed, ${seconds} s`);
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  if (options.results) {
    await mkdir(path.dirname(path.resolve(options.results)), { recursive: true });
    await writeFile(options.results, JSON.stringify(total));
  }
  return total.failed === 0 ? 0 : 1;
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
