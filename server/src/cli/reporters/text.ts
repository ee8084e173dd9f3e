import type { Migration } from '../../analysis/migration.ts';
import type { Report, ReportedFinding } from '../report.ts';
import { counted, type Palette, printable } from '../terminal.ts';

/** What the text report needs beside the findings. */
export interface TextOptions {
  readonly palette: Palette;
  readonly quiet: boolean;
  readonly migrations: readonly Migration[];
}

/** More reasons than this hide the findings; JSON has all of them. */
const maxSkippedLines = 20;

/** The report of `check` for people: the findings, why there are none, what was left out, counts, what to call next. */
export function textReport(report: Report, { palette, quiet, migrations }: TextOptions): string {
  const findings = findingsText(report, palette);
  if (quiet) return findings;
  const closing = [
    ...(report.findings.length === 0 ? nothingFound(report, migrations) : []),
    ...skippedLines(report),
    ...acceptedLines(report),
    palette.bold(countsLine(report)),
    ...nextStep(report),
  ].map((line) => `${line}\n`).join('');
  return findings === '' ? closing : `${findings}\n${closing}`;
}

/** Findings by file, each with what, why, what to do and what can be done automatically. */
export function findingsText({ findings }: Report, palette: Palette): string {
  return byFile(findings).map((group) => group.map((finding) => findingText(finding, palette)).join('')).join('\n');
}

function byFile(findings: readonly ReportedFinding[]): readonly (readonly ReportedFinding[])[] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group === undefined) groups.set(finding.path, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

/** One finding in a few lines; the first one is what terminals and problem matchers take apart. */
function findingText({ diagnostic, path, start }: ReportedFinding, palette: Palette): string {
  const { severity, message, change, rule } = diagnostic;
  const colour = { error: palette.red, warning: palette.yellow, information: palette.blue, hint: palette.dim }[severity];
  const id = change === undefined ? rule : `${change} ${rule}`;
  const lines = [
    `${palette.bold(printable(path))}:${start.line}:${start.column} ${colour(severity)} ${palette.dim(`[${id}]`)} ${printable(message.what)}`,
    ...[message.why, message.todo].filter((part) => part !== '').map((part) => `    ${printable(part)}`),
    `    ${palette.green('fix:')} ${fixText(diagnostic)}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function fixText({ applicability, fixes }: ReportedFinding['diagnostic']): string {
  const first = fixes.find((fix) => fix.bulk);
  if (applicability === 'manual' || first === undefined) return 'by hand (manual)';
  return `${printable(first.title)} (${applicability})`;
}

/** Why there is nothing: what was looked at, and which migrations were on. */
function nothingFound({ summary, migrations, hiddenFindings }: Report, known: readonly Migration[]): string[] {
  const lines = [nothingFoundIn(summary)];
  if (hiddenFindings > 0) lines.push(`${counted(hiddenFindings, 'finding')} of other changes and rules ${hiddenFindings === 1 ? 'is' : 'are'} not shown because of --only.`);
  for (const { id, title, from, to } of known) {
    const head = `  ${id} (${title} ${from} → ${to})`;
    const active = migrations.filter((detected) => detected.migration === id && detected.state === 'active');
    const off = migrations.filter((detected) => detected.migration === id && detected.state === 'off');
    for (const { root, evidence } of active) lines.push(`${head}: active in ${printable(root)}: ${printable(evidence.join('; '))}`);
    for (const { root, evidence } of off) lines.push(`${head}: off in ${printable(root)}: ${printable(evidence.join('; '))}`);
    if (active.length + off.length === 0) lines.push(`${head}: not active, because nothing here proves that it is used. Switch it on with --migration ${id}`);
  }
  return lines;
}

function nothingFoundIn({ files, scanned }: Report['summary']): string {
  if (scanned > 0) return `Nothing found in ${counted(scanned, 'file')}.`;
  return `Nothing found: ${files > 0 ? 'no file here could be checked.' : 'there is no file here that a migration has anything to say about.'}`;
}

/** What was left out and why. */
export function skippedLines({ skipped }: Report): string[] {
  const shown = skipped.slice(0, maxSkippedLines).map(({ path, reason }) => `Skipped ${printable(path)}: ${printable(reason)}`);
  const more = skipped.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more skipped; \`upguide check --format json\` lists all.`] : shown;
}

/** What the baseline keeps from being shown. */
export function acceptedLines({ summary: { accepted } }: Report): string[] {
  return accepted === 0 ? [] : [`${counted(accepted, 'finding')} accepted by .upguide/baseline.json ${accepted === 1 ? 'is' : 'are'} not shown.`];
}

function countsLine({ summary }: Report): string {
  const { scanned, skipped, failed, findings, safe, unsafe, manual } = summary;
  const files = [`${counted(scanned, 'file')} checked`, ...(skipped > 0 ? [`${skipped} skipped`] : []), ...(failed > 0 ? [`${failed} failed`] : [])];
  const total = findings === 0 ? 'no findings' : `${counted(findings, 'finding')}: ${safe} safe, ${unsafe} unsafe, ${manual} manual`;
  return `${files.join(', ')}; ${total}.`;
}

function nextStep({ summary: { safe, unsafe } }: Report): string[] {
  const preview = '(add --dry-run to see the changes first)';
  if (safe > 0) return [`Apply the safe fixes with \`upguide fix\`${unsafe > 0 ? ', the unsafe ones too with `upguide fix --unsafe`' : ''} ${preview}.`];
  return unsafe > 0 ? [`Apply the unsafe fixes with \`upguide fix --unsafe\` ${preview}.`] : [];
}
