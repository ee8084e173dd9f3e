// The demo: builds Upguide, copies the example workspace to a temporary folder, and upgrades the copy on the command line,
// as a user would type it.
//   node scripts/demo.mjs               build first
//   node scripts/demo.mjs --no-build    use dist/ as it is
// Exit code 2 when a step does not end as expected.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cli = path.join(root, 'dist/cli.js');
const example = path.join(root, 'examples/greenlang-0.2');
const { values: flags } = parseArgs({ options: { 'no-build': { type: 'boolean' } } });

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const bold = (text) => (colour ? `\u001b[1m${text}\u001b[0m` : text);
const dim = (text) => (colour ? `\u001b[2m${text}\u001b[0m` : text);

/**
 * What a user would type, what it does in one line, the exit codes that are right (0: nothing found or all done, 1: findings
 * are left), and text that the output must hold.
 */
const steps = [
  {
    args: ['migrations'],
    says: 'Which migrations does Upguide know, and what proves that one of them is needed here?',
    exits: [0],
    shows: ['greenlang', 'requirements.txt'],
  },
  {
    args: ['check'],
    says: 'What is old here? Nothing is written. Exit code 1 means that there are findings.',
    exits: [1],
    shows: ['BC-001', 'BC-003', 'BC-007'],
  },
  {
    args: ['fix', '--dry-run'],
    says: 'What would the safe fixes change? A unified diff; nothing is written yet.',
    exits: [1],
    shows: ['+GL_ENV=development'],
  },
  {
    args: ['fix'],
    says: 'Apply the safe fixes. What needs a decision stays as it is and is listed.',
    exits: [1],
    shows: ['greenlang.yaml'],
  },
  {
    args: ['fix', '--unsafe'],
    says: 'Apply the unsafe ones too: new random secrets in .env, types that had to be guessed. Read the result.',
    exits: [1],
    shows: ['.env'],
  },
  {
    args: ['check'],
    says: 'What is left is for a person: each finding says what to do.',
    exits: [1],
    shows: ['LOG_DIR'],
  },
];

/** What needs no upgrade: a pack that is AgentSpec v2 already, and another product's file of the same name. */
const untouched = ['packs/solar/pack.yaml', 'tools/bundle/pack.yaml'];

class DemoFailure extends Error {}

function build() {
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit', cwd: root });
  if (status !== 0) throw new DemoFailure(`the build ended with exit code ${status}`);
}

function run(step, cwd) {
  const command = `upguide ${step.args.join(' ')}`;
  console.log(`\n${dim(`# ${step.says}`)}\n${bold(`$ ${command}`)}`);
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, ...step.args], {
    cwd,
    encoding: 'utf8',
    env: colour ? { ...process.env, FORCE_COLOR: '1' } : process.env,
  });
  if (error) throw new DemoFailure(`\`${command}\` did not run: ${error.message}`);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (!step.exits.includes(status)) throw new DemoFailure(`\`${command}\` ended with exit code ${status}, not ${step.exits.join(' or ')}`);
  for (const text of step.shows) {
    if (!stdout.includes(text)) throw new DemoFailure(`\`${command}\` did not show ${JSON.stringify(text)}`);
  }
}

async function main() {
  if (!flags['no-build']) build();
  const folder = path.join(await realpath(await mkdtemp(path.join(tmpdir(), 'upguide-demo-'))), 'greenlang-0.2');
  await cp(example, folder, { recursive: true });
  console.log(`\nA copy of examples/greenlang-0.2 is in ${bold(folder)}\n${dim('(`upguide` below stands for `node dist/cli.js`)')}\n${bold(`$ cd ${folder}`)}`);
  for (const step of steps) run(step, folder);
  for (const file of untouched) {
    const [before, after] = await Promise.all([path.join(example, file), path.join(folder, file)].map((each) => readFile(each)));
    if (!before.equals(after)) throw new DemoFailure(`${file} was changed`);
  }
  console.log(dim(`\n# ${untouched.join(' and ')} are as they were, byte for byte.`));
  console.log(`
${bold('Go on in the editor')}
  npm start    opens VS Code with Upguide on a fresh copy of the example: findings are underlined, the lightbulb fixes them,
               and "Upguide: Upgrade Workspace" in the command palette upgrades everything with a preview.
  The files that were upgraded above stay in ${folder}`);
}

main().catch((error) => {
  console.error(`\nThe demo failed: ${error instanceof DemoFailure ? error.message : error?.stack ?? error}`);
  process.exitCode = 2;
});
