import { type Severity, messageText } from '../../analysis/diagnostic.ts';
import type { Report, ReportedFinding } from '../report.ts';
import { counted } from '../terminal.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/** Findings as workflow commands, which GitHub Actions shows at their lines. */
export function githubReport({ findings, summary, failed }: Report, quiet: boolean): string {
  const lines = [
    ...findings.map(annotation),
    ...failed.map(({ path, reason }) => `::error file=${property(path)},title=Upguide::${data(`This file was not checked. ${reason}`)}`),
  ];
  if (!quiet) lines.push(`Upguide: ${counted(summary.findings, 'finding')} in ${counted(summary.scanned, 'file')}.`);
  return lines.map((line) => `${line}\n`).join('');
}

function annotation({ diagnostic, path, start, end }: ReportedFinding): string {
  const place = [`file=${property(path)}`, `line=${start.line}`];
  // GitHub refuses columns of places that go over several lines.
  if (start.line === end.line) place.push(`col=${start.column}`, `endLine=${end.line}`, `endColumn=${end.column}`);
  else place.push(`endLine=${end.line}`);
  const title = diagnostic.change === undefined ? diagnostic.rule : `${diagnostic.change} ${diagnostic.rule}`;
  return `::${commands[diagnostic.severity]} ${place.join(',')},title=${property(title)}::${data(messageText(diagnostic.message))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
