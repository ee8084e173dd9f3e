// Everything that must hold, in one command. The last line is `N passed, N failed`, summed over all suites.
//   node scripts/test.mjs                        all of it
//   node scripts/test.mjs --only build,unit      some steps: build typecheck lint generated unit vscode vsix user
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const inModules = (file) => path.join(root, 'node_modules', file);

/** Runs Node with the output shown as it comes. */
function runNode(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A step without tests of its own counts as one. */
const asOne = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

async function allOf(...commands) {
  for (const command of commands) if (await runNode(command) !== 0) return asOne(false);
  return asOne(true);
}

async function readJson(file) {
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
}

/** A suite that failed without a failed test (it broke down, or had none) has one failure: itself. `names` are those of failed tests. */
function counted({ passed, failed, names }, code) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, names };
}

async function unit(work) {
  const file = path.join(work, 'vitest.json');
  const code = await runNode(
    [inModules('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { UPGUIDE_PREBUILT: '1' },
  );
  const report = await readJson(file);
  if (!report) return asOne(false);
  const brokenFiles = report.testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0);
  const names = report.testResults.flatMap(({ name, assertionResults }) => assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${path.relative(root, name)}: ${fullName}: ${String(failureMessages?.[0]).slice(0, 1000)}`));
  return counted({
    passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length,
    names: [...names, ...brokenFiles.map(({ name, message }) => `${path.relative(root, name)}: ${String(message).slice(0, 1000)}`)],
  }, code);
}

async function inVSCode(work, script, ...args) {
  const file = path.join(work, `${[script, ...args].join('')}.json`);
  const code = await runNode([path.join(root, 'scripts/vscode', script), '--results', file, ...args]);
  const report = await readJson(file);
  return report ? counted(report, code) : asOne(false);
}

function userSession(work) {
  if (process.platform === 'linux') return inVSCode(work, 'userSession.mjs');
  console.log('Not run here: it drives code-server, which is for Linux only.');
  return undefined;
}

const tsc = inModules('typescript/bin/tsc');

const steps = [
  ['build', () => allOf(['scripts/build.mjs'])],
  ['typecheck', () => allOf(['scripts/compileSchemas.mjs'], ['scripts/compileWasm.mjs'], ...['server', 'client', 'test'].map((project) => [tsc, '-p', project]))],
  ['lint', () => allOf([inModules('eslint/bin/eslint.js'), '.', '--max-warnings', '0'])],
  ['generated', () => allOf(['scripts/generate.mjs', '--check'])],
  ['unit', unit],
  ['vscode', (work) => inVSCode(work, 'runSuite.mjs')],
  ['vsix', (work) => inVSCode(work, 'runSuite.mjs', '--vsix')],
  ['user', userSession],
];

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const only = values.only?.split(',');
  const unknown = (only ?? []).filter((name) => !steps.some(([step]) => step === name));
  if (unknown.length > 0) throw new Error(`no step ${unknown.join(', ')}; there are: ${steps.map(([name]) => name).join(', ')}`);

  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-test-'));
  const summary = [];
  for (const [name, step] of steps) {
    if (only && !only.includes(name)) continue;
    console.log(`\n=== ${name}`);
    const started = Date.now();
    const result = await step(work);
    if (!result) continue;
    summary.push({ name, ...result, seconds: Math.round((Date.now() - started) / 1000) });
  }
  await rm(work, { recursive: true, force: true });

  console.log('\n=== summary');
  for (const { name, passed, failed, seconds } of summary) {
    console.log(`${failed === 0 ? '✔' : '✘'} ${name.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(seconds).padStart(5)} s`);
  }
  // Once more at the end: who reads only the last lines of a log must learn what failed.
  for (const { name, names = [] } of summary) for (const failed of names) console.log(`✘ ${name}: ${failed}`);
  const sum = (key) => summary.reduce((total, each) => total + each[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 && summary.length > 0 ? 0 : 1;
}

try {
  // Not process.exit: a pipe that reads slowly must still get the last line.
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
