// node scripts/sampleFindings.mjs FINDINGS.json ROOT [--count 300] [--seed 1] [--context 3]
// Draws findings of `upguide check --format json` at random, rule by rule, for people to judge by reading the code (see docs/accuracy.md).
// Every rule gets an equal share, rules with few findings give all they have; the same seed draws the same findings.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' }, context: { type: 'string', default: '3' }, rule: { type: 'string' } },
});
const [file, root] = positionals;
if (file === undefined || root === undefined) {
  process.stderr.write('Usage: node scripts/sampleFindings.mjs FINDINGS.json ROOT [--count N] [--seed N] [--context LINES] [--rule ID]\n');
  process.exit(2);
}

/** A small generator of numbers from 0 to 1 (mulberry32): samples must be the same wherever they are drawn. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled(list, next) {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

const { findings } = JSON.parse(readFileSync(file, 'utf8'));
const next = numbers(Number(flags.seed));
const byRule = new Map();
for (const finding of findings) {
  if (flags.rule !== undefined && finding.rule !== flags.rule) continue;
  const key = `${finding.rule} ${finding.applicability}`;
  byRule.set(key, [...(byRule.get(key) ?? []), finding]);
}
const queues = [...byRule.keys()].sort().map((key) => shuffled(byRule.get(key), next));
const drawn = [];
while (drawn.length < Number(flags.count) && queues.some((queue) => queue.length > 0)) {
  for (const queue of queues) if (queue.length > 0 && drawn.length < Number(flags.count)) drawn.push(queue.pop());
}
drawn.sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.path < b.path ? -1 : 1));
for (const { rule, applicability, path: place, range, message } of drawn) {
  const lines = readFileSync(path.join(root, place), 'utf8').split('\n');
  const around = Number(flags.context);
  console.log(`### ${rule} (${applicability}) ${place}:${range.start.line}:${range.start.column}\n${message}`);
  for (let line = Math.max(1, range.start.line - around); line <= Math.min(lines.length, range.end.line + around); line++) {
    console.log(`${line === range.start.line ? '>' : ' '} ${line}: ${lines[line - 1]}`);
  }
  console.log('');
}
