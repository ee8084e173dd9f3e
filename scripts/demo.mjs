// The demo: builds Upguide, copies the example workspace to a temporary folder, and upgrades the copy on the command line,
// as a user would type it.
//   node scripts/demo.mjs               build first
//   node scripts/demo.mjs --no-build    use dist/ as it is
// Exit code 2 when a step does not end as expected.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, realpath } from 'node:fs/promises';
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
 * are left), and text that the output must hold. `lines`: as many of the output are shown, from its beginning and its end.
 * `print` shows something else instead. `restores`: afterwards all files are as they were before the last step that `remembers`.
 */
const steps = [
  {
    args: ['migrations'],
    says: 'Which migrations does Upguide know, and what proves that one of them is needed here?',
    exits: [0],
    shows: ['greenlang', 'requirements.txt'],
  },
  {
    args: ['check', '--format', 'json'],
    says: 'What is old in the whole workspace? Nothing is written. Exit code 1 means that there are findings.',
    exits: [1],
    shows: ['BC-001', 'BC-003', 'BC-007', 'BC-009', 'BC-011'],
    print: summary,
  },
  {
    args: ['plan'],
    says: 'The upgrade as ordered steps: what to do before, each change with its places, effort, dates. `--output plan.md` writes it to a file.',
    exits: [1],
    shows: ['Before', 'BC-001', 'Effort', 'alembic upgrade head'],
    lines: [14, 2],
  },
  {
    args: ['check', 'agents/fuel.py'],
    says: 'The findings in words, for one file: where, what, why, and what the fix would do.',
    exits: [1],
    shows: ['greenlang/result-dict-returned', '(safe)'],
  },
  {
    args: ['fix', '--dry-run', 'agents/fuel.py', 'app/nightly.py', 'scripts/run.sh', 'Dockerfile', '.env'],
    says: 'What would the safe fixes change in these five files? A unified diff without secrets; nothing is written yet.',
    exits: [0, 1],
    shows: ['+GL_ENV=development', '+gl agents register', '+FROM python:3.9-slim', 'AgentStatus.SUCCESS'],
  },
  {
    args: ['fix'],
    says: 'Apply the safe fixes everywhere. What needs a decision stays as it is and is listed.',
    exits: [1],
    shows: ['greenlang.yaml', 'tests/test_agents.py', ' 0 safe, '],
    lines: [18, 2],
  },
  {
    args: ['fix', '--unsafe'],
    says: 'Apply the unsafe ones too: new random secrets in .env, types that had to be guessed. Read the result.',
    exits: [1],
    shows: ['.env', ' 0 safe, 0 unsafe, ', 'upguide rollback'],
    lines: [30, 2],
    remembers: true,
  },
  {
    args: ['rollback'],
    says: 'Not what you wanted? Each run can be taken back: its files are what they were before, byte for byte.',
    exits: [0],
    shows: ['put back .env'],
    lines: [3, 1],
    restores: true,
  },
  {
    args: ['fix', '--unsafe'],
    says: 'And once more.',
    exits: [1],
    shows: [' 0 safe, 0 unsafe, '],
    lines: [0, 2],
  },
  {
    args: ['verify'],
    says: 'Do all files that were touched still parse and validate, and what is left?',
    exits: [1],
    shows: ['All of them parse and validate as well as before.'],
    lines: [0, 2],
  },
  {
    args: ['check'],
    says: 'What is left is for a person: each finding says what to do.',
    exits: [1],
    shows: ['LOG_DIR', 'db/queries.sql'],
  },
  {
    args: ['fix', '--unsafe'],
    says: 'A second run changes nothing.',
    exits: [1],
    shows: ['0 files changed.'],
    lines: [0, 1],
    changesNothing: true,
  },
];

/**
 * What needs no upgrade: a pack that is AgentSpec v2 already, another product's file of the same name, code of the project's
 * own that only looks like GreenLang's.
 */
const untouched = ['packs/solar/pack.yaml', 'tools/bundle/pack.yaml', 'app/exporters.py', 'data/site.json'];

class DemoFailure extends Error {}

function build() {
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit', cwd: root });
  if (status !== 0) throw new DemoFailure(`the build ended with exit code ${status}`);
}

/** The findings by change: too many to read them one by one. */
function summary(json) {
  const { findings } = JSON.parse(json);
  const changes = [...new Set(findings.map(({ change }) => change))].sort();
  const rows = changes.map((change) => {
    const found = findings.filter((finding) => finding.change === change);
    const files = new Set(found.map(({ path: file }) => file));
    const of = (tier) => found.filter(({ applicability }) => applicability === tier).length;
    const most = [...files].slice(0, 3).join(', ');
    return [String(change).padEnd(8), ...['safe', 'unsafe', 'manual'].map((tier) => String(of(tier)).padStart(7)), String(files.size).padStart(6), `  ${most}${files.size > 3 ? ', …' : ''}`].join('');
  });
  const all = new Set(findings.map(({ path: file }) => file));
  return [
    dim('change     safe unsafe manual files'),
    ...rows,
    `${findings.length} findings in ${all.size} files ${dim('(counted out of the JSON; `upguide check` prints them all in words)')}`,
    '',
  ].join('\n');
}

/** The beginning and the end of a long output. */
function shorten(text, [first, last]) {
  const all = text.trimEnd().split('\n');
  const hidden = all.length - first - last;
  if (hidden <= 1) return text;
  const end = all.slice(all.length - last);
  return [...all.slice(0, first), dim(`… ${hidden} lines more`), ...end, ''].join('\n');
}

/** Runs a step and gives everything that it printed, shown or not. */
function run(step, cwd) {
  const command = `upguide ${step.args.join(' ')}`;
  console.log(`\n${dim(`# ${step.says}`)}\n${bold(`$ ${command}`)}`);
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, ...step.args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // The folder is thrown away: nothing of it belongs into the user's cache.
    env: { ...process.env, UPGUIDE_NO_CACHE: '1', ...(colour ? { FORCE_COLOR: '1' } : {}) },
  });
  if (error) throw new DemoFailure(`\`${command}\` did not run: ${error.message}`);
  if (!step.exits.includes(status)) {
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    throw new DemoFailure(`\`${command}\` ended with exit code ${status}, not ${step.exits.join(' or ')}`);
  }
  for (const text of step.shows) {
    if (!stdout.includes(text)) throw new DemoFailure(`\`${command}\` did not show ${JSON.stringify(text)}`);
  }
  process.stdout.write(step.print ? step.print(stdout) : step.lines ? shorten(stdout, step.lines) : stdout);
  process.stderr.write(stderr);
  return stdout + stderr;
}

/** All files of a folder with their bytes, by path; not the journals of runs. */
async function readAll(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file);
    if (entry.isFile() && !name.startsWith(path.join('.upguide', 'runs'))) files.set(name, await readFile(file, 'latin1'));
  }
  return files;
}

/** Values that no output may show: those of the secrets that are in the .env files in the end. */
function secrets(files) {
  return [...files].filter(([name]) => path.basename(name).startsWith('.env'))
    .flatMap(([, text]) => [...text.matchAll(/^(?:export )?\w*(?:SECRET|KEY|TOKEN|PASSWORD)\w*=["']?([^\s"'#]{12,})/gm)].map(([, value]) => value));
}

const differing = (before, after) => [...after.keys()].filter((name) => before.get(name) !== after.get(name));

async function main() {
  if (!flags['no-build']) build();
  const folder = path.join(await realpath(await mkdtemp(path.join(tmpdir(), 'upguide-demo-'))), 'greenlang-0.2');
  await cp(example, folder, { recursive: true });
  console.log(`\nA copy of examples/greenlang-0.2 is in ${bold(folder)}\n${dim('(`upguide` below stands for `node dist/cli.js`)')}\n${bold(`$ cd ${folder}`)}`);
  const before = await readAll(folder);
  let output = '';
  let remembered = before;
  for (const step of steps) {
    const files = step.changesNothing ? await readAll(folder) : undefined;
    if (step.remembers) remembered = await readAll(folder);
    output += run(step, folder);
    if (files && differing(files, await readAll(folder)).length > 0) throw new DemoFailure('the second run changed something');
    if (step.restores && differing(remembered, await readAll(folder)).length > 0) throw new DemoFailure('the rollback did not restore every file');
  }
  const after = await readAll(folder);
  for (const file of untouched) {
    if (!before.has(file) || before.get(file) !== after.get(file)) throw new DemoFailure(`${file} was changed`);
  }
  const drawn = secrets(after);
  if (drawn.length < 3) throw new DemoFailure('no secrets were drawn');
  if (drawn.some((value) => output.includes(value))) throw new DemoFailure('a secret was shown');
  console.log(dim(`
# ${differing(before, after).length} of ${before.size} files were upgraded. ${untouched.join(', ')} are as they were, byte for byte.`));
  console.log(`
${bold('Go on in the editor')}
  npm start    opens VS Code with Upguide on a fresh copy of the example: findings are underlined, the lightbulb fixes them,
               and "Upguide: Upgrade Workspace" in the command palette opens the Upgrade view, in which you tick, look and apply.
  The files that were upgraded above stay in ${folder}`);
}

main().catch((error) => {
  console.error(`\nThe demo failed: ${error instanceof DemoFailure ? error.message : error?.stack ?? error}`);
  process.exitCode = 2;
});
