import { messageText } from '../../analysis/diagnostic.ts';
import type { Report, ReportedFinding } from '../report.ts';

/** So many findings make some 100 KB of text. */
const findingsInPart = 100;

/** Findings for programs, with what a command adds behind them. The shape is part of the contract: keys are only ever added. */
export function jsonReport(report: Report, more: Readonly<Record<string, unknown>> = {}): string {
  return [...jsonParts(report, more)].join('');
}

/** What `jsonReport` gives, in parts: thousands of findings take as much memory again when they are made to one text. */
export function* jsonParts(report: Report, more: Readonly<Record<string, unknown>> = {}): Generator<string> {
  const { migrations, findings, skipped, failed, summary } = report;
  const frame = `${JSON.stringify({
    version: 1,
    migrations: migrations.filter(({ state }) => state === 'active').map(({ migration, root, evidence }) => ({ id: migration, root, evidence })),
    findings: [],
    skipped,
    failed,
    summary,
    ...more,
  }, undefined, 2)}\n`;
  if (findings.length === 0) {
    yield frame;
    return;
  }
  // Line ends within texts are escaped, so this stands at one place: what is deeper is farther in.
  const gap = frame.indexOf('\n  "findings": []') + '\n  "findings": ['.length;
  yield frame.slice(0, gap);
  for (let from = 0; from < findings.length; from += findingsInPart) {
    const part = JSON.stringify(findings.slice(from, from + findingsInPart).map(findingJson), undefined, 2);
    yield `${from === 0 ? '' : ','}${part.slice(1, -2).replaceAll('\n', '\n  ')}`;
  }
  yield `\n  ${frame.slice(gap)}`;
}

function findingJson({ diagnostic, path, start, end }: ReportedFinding): object {
  return {
    migration: diagnostic.migration,
    change: diagnostic.change ?? null,
    rule: diagnostic.rule,
    path,
    range: { start, end },
    severity: diagnostic.severity,
    deprecated: diagnostic.lifecycle !== undefined,
    message: messageText(diagnostic.message),
    applicability: diagnostic.applicability,
    // The others are for the lightbulb in an editor; no command applies them.
    fixes: diagnostic.fixes.filter(({ bulk }) => bulk).map(({ title, applicability }) => ({ title, applicability })),
  };
}
