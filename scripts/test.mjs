// Everything that must hold, in one command. The last line is `N passed, N failed`, summed over all suites.
//   node scripts/test.mjs                        all of it
//   node scripts/test.mjs --only build,unit      some steps: build lint typecheck generated provide unit vscode vsix user
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, runNode, runStages } from './testSteps.mjs';

const inModules = (file) => path.join(root, 'node_modules', file);

/** A step without tests of its own counts as one. */
const asOne = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

async function allOf(label, ...commands) {
  for (const command of commands) if (await runNode(command, { label }) !== 0) return asOne(false);
  return asOne(true);
}

async function readJson(file) {
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
}

/** A suite that failed without a failed test (it broke down, or had none) has one failure: itself. `names` are those of failed tests. */
function counted({ passed, failed, names }, code) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, names };
}

async function unit({ work, label }) {
  const file = path.join(work, 'vitest.json');
  const code = await runNode(
    [inModules('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { label, env: { UPGUIDE_PREBUILT: '1' } },
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

async function inVSCode({ work, label }, script, ...args) {
  const file = path.join(work, `${[script, ...args].join('')}.json`);
  const code = await runNode([path.join(root, 'scripts/vscode', script), '--results', file, ...args], { label });
  const report = await readJson(file);
  return report ? counted(report, code) : asOne(false);
}

/** Brings what the steps with a VS Code need. What fails here is tried again there, and they say what is to be done. */
async function provide({ label }) {
  await runNode(['scripts/vscode/provision.mjs'], { label });
  if (process.platform === 'linux') await runNode(['scripts/vscode/provision.mjs', '--browser'], { label });
  return undefined;
}

function userSession(context) {
  if (process.platform === 'linux') return inVSCode(context, 'userSession.mjs');
  console.log('Not run here: it drives code-server, which is for Linux only.');
  return undefined;
}

const tsc = inModules('typescript/bin/tsc');

/** Each takes `{ work, label }`: a folder for its results, and what its lines begin with. */
const steps = {
  build: ({ label }) => allOf(label, ['scripts/build.mjs']),
  lint: ({ label }) => allOf(label, [inModules('eslint/bin/eslint.js'), '.', '--max-warnings', '0']),
  typecheck: ({ label }) => allOf(label, ['scripts/compileSchemas.mjs'], ['scripts/compileWasm.mjs'], ...['server', 'client', 'test'].map((project) => [tsc, '-p', project])),
  generated: ({ label }) => allOf(label, ['scripts/generate.mjs', '--check']),
  provide,
  unit,
  vscode: (context) => inVSCode(context, 'runSuite.mjs'),
  vsix: (context) => inVSCode(context, 'runSuite.mjs', '--vsix'),
  user: userSession,
};

/**
 * What goes side by side, for two cores: `unit` takes both, a suite in VS Code a third of one, since most of the time it waits for the editor; and `provide`
 * waits for the network.
 */
const stages = [
  [['build']],
  [['lint'], ['typecheck', 'generated'], ['provide']],
  [['unit']],
  [['vscode', 'user'], ['vsix']],
];

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const chosen = values.only?.split(',') ?? Object.keys(steps);
  const unknown = chosen.filter((name) => !Object.hasOwn(steps, name));
  if (unknown.length > 0) throw new Error(`no step ${unknown.join(', ')}; there are: ${Object.keys(steps).join(', ')}`);

  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-test-'));
  const summary = await runStages(stages, chosen, (name, label) => steps[name]({ work, label }));
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
