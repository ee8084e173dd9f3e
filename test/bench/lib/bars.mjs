// The rows of the table: what is measured, beside whom, and how good it has to be.

/** At least so many runs stand behind a median; a row with fewer says so. */
export const wantedRuns = 5;
/** Time per file may grow so much from one size to the next before it is no longer called linear: what two medians differ by. */
const linear = 1.1;

/** `limits`: bar and moonshot of the value itself (`value`) or of its share of the peer's (`ratio`). */
function row(what, unit, digits, ours, theirs, runs, limits = {}) {
  const ratio = ours === undefined || theirs?.value === undefined || theirs.value === 0 ? undefined : ours / theirs.value;
  const judged = limits.of === 'value' ? ours : ratio;
  const met = judged === undefined || limits.bar === undefined ? undefined : judged <= (limits.moonshot ?? -1) ? 'moonshot' : judged <= limits.bar ? 'yes' : 'no';
  return { what, unit, digits, ours, peer: theirs?.name, theirs: theirs?.value, ratio, of: limits.of ?? 'ratio', bar: limits.bar, moonshot: limits.moonshot, met, runs };
}

function checkRows({ label, large, programs }) {
  const ours = programs.upguide;
  if (!ours) return [];
  const rows = [];
  for (const [name, floor] of [['ast-grep', false], ['ripgrep', true]]) {
    const theirs = programs[name];
    if (!theirs) continue;
    // Small repositories are checked before Node has warmed up, and ripgrep does not understand anything: no bar for either.
    const limits = large && !floor ? { bar: 0.1, moonshot: 0.05 } : {};
    const runs = Math.min(ours.runs, theirs.runs);
    rows.push(row(`check ${label}, wall, beside ${name}`, 's', 2, ours.wallMs / 1000, { name, value: theirs.wallMs / 1000 }, runs, limits));
    if (!floor) rows.push(row(`check ${label}, CPU, beside ${name}`, 's', 2, seconds(ours.cpuMs), { name, value: seconds(theirs.cpuMs) }, runs, limits));
  }
  // Measured alone, to compare two versions of ours.
  if (rows.length === 0) rows.push(row(`check ${label}, wall`, 's', 2, ours.wallMs / 1000, undefined, ours.runs), row(`check ${label}, CPU`, 's', 2, seconds(ours.cpuMs), undefined, ours.runs));
  rows.push(row(`check ${label}, most memory`, 'MB', 0, ours.peakMb, programs['ast-grep'] && { name: 'ast-grep', value: programs['ast-grep'].peakMb }, ours.runs, large ? { of: 'value', bar: 300, moonshot: 200 } : {}));
  return rows;
}

const seconds = (ms) => (ms === undefined ? undefined : ms / 1000);

/** How much longer a file takes in the larger of two repositories; 1 is linear. */
function growthRows(checks) {
  const generated = checks.filter(({ generated: made, programs }) => made && programs.upguide);
  return generated.slice(1).map((larger, index) => {
    const smaller = generated[index];
    const growth = (name) => larger.programs[name] && smaller.programs[name] && (larger.programs[name].wallMs / smaller.programs[name].wallMs) / (larger.files / smaller.files);
    const peer = growth('ast-grep');
    return row(`growth of the time per file, ${smaller.label} → ${larger.label}`, '×', 2, growth('upguide'), peer && { name: 'ast-grep', value: peer }, Math.min(larger.programs.upguide.runs, smaller.programs.upguide.runs), { of: 'value', bar: linear });
  });
}

/** Which figures of which document have a bar: bar and moonshot as shares of the peer's. */
const typingLimits = {
  'pack.yaml 60': { typingP95Ms: [0.05, 0.015], startMs: [0.4, 0.25], staleMs: [0.1, 0.04] },
  'pack.yaml 2000': { typingP95Ms: [0.12, 0.02], cpuPerEditMs: [0.5, 0.1], startMs: [0.4, 0.25], staleMs: [0.1, 0.04], rssMb: [0.8, 0.5] },
  'Python 3000': { typingP95Ms: [0.8, 0.25] },
};
const typingFigures = [
  ['start to first diagnostics', 'startMs', 'ms', 0], ['typing p50', 'typingP50Ms', 'ms', 2], ['typing p95', 'typingP95Ms', 'ms', 2], ['CPU per edit', 'cpuPerEditMs', 'ms', 2],
  ['longest without fresh diagnostics', 'staleMs', 'ms', 0], ['memory after the edits', 'rssMb', 'MB', 0],
];

function typingRows({ kind, lines, peer, servers }) {
  const { upguide: ours, [peer]: theirs } = servers;
  if (!ours) return [];
  return typingFigures.map(([title, key, unit, digits]) => {
    const [bar, moonshot] = typingLimits[`${kind} ${lines}`]?.[key] ?? [];
    return row(`${kind}, ${lines} lines: ${title}`, unit, digits, ours[key], theirs && { name: peer, value: theirs[key] }, Math.min(ours.runs, theirs?.runs ?? ours.runs), { bar, moonshot });
  });
}

/** All rows that a run has figures for. */
export function rowsOf({ checks, again, typing, activation, vsix }) {
  return [
    ...checks.flatMap(checkRows),
    ...growthRows(checks),
    ...again.map(({ label, oursMs, walkMs, runs }) => row(`check ${label} again, nothing changed`, 'ms', 0, oursMs, { name: 'walk + stat', value: walkMs }, runs, { bar: 1.5, moonshot: 1.1 })),
    ...typing.flatMap(typingRows),
    ...(activation ? [
      row('the extension is loaded and activated', 'ms', 1, activation.ms, undefined, activation.runs, { of: 'value', bar: 30, moonshot: 10 }),
      row('heavy modules and processes before the first matching file', '', 0, activation.heavy.length + activation.processes, undefined, activation.runs, { of: 'value', bar: 0 }),
    ] : []),
    // A size is the same each time: there is no median, and so no number of runs.
    ...(vsix ? [row('VSIX', 'MB', 2, vsix.mb, undefined, undefined, { of: 'value', bar: 3, moonshot: 1.5 }), row('files in the VSIX', '', 0, vsix.files, undefined, undefined, { of: 'value', bar: 40 })] : []),
  ];
}
