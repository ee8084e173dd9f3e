import type { Diagnostic } from '../analysis/diagnostic.ts';
import type { DetectedMigration, FileReport } from '../service/languageService.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { type Arguments, suggestion } from './args.ts';
import { type CliEnvironment, type Outcome, UsageError } from './environment.ts';
import type { Project, SkippedPath } from './project.ts';
import { type Threshold, usageLine } from './usage.ts';

/** A place as people count it: both from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One diagnostic with its place in the world. */
export interface ReportedFinding {
  readonly diagnostic: Diagnostic;
  /** Relative to the working folder, with `/`. */
  readonly path: string;
  readonly uri: string;
  readonly start: Place;
  readonly end: Place;
}

/** Everything a reporter prints. */
export interface Report {
  readonly findings: readonly ReportedFinding[];
  /** Whether `--only` lets a finding through. */
  readonly selects: (finding: Pick<Diagnostic, 'change' | 'rule'>) => boolean;
  /** In the targets and not of the ids in `--only`. */
  readonly hiddenFindings: number;
  /** The text of a file with findings; `undefined` when it has another one by now. Asked for where edits are shown: held by the report, the texts of all files would be in memory at once. */
  readonly textOf: (uri: string) => string | undefined;
  /** Active and switched off, with roots relative to the working folder. */
  readonly migrations: readonly DetectedMigration[];
  readonly skipped: readonly SkippedPath[];
  readonly failed: readonly SkippedPath[];
  /** Whether all rules did their work. */
  readonly complete: boolean;
  readonly summary: Summary;
}

export interface Summary {
  readonly files: number;
  readonly scanned: number;
  readonly skipped: number;
  readonly failed: number;
  readonly findings: number;
  readonly safe: number;
  readonly unsafe: number;
  readonly manual: number;
  /** Findings that the baseline accepts; they are not among the others. */
  readonly accepted: number;
}

/** Asks the service about all files in the targets. */
export function createReport(project: Project, args: Arguments, environment: CliEnvironment): Report {
  const { service, show, failed, listed } = project;
  const all: ReportedFinding[] = [];
  const skipped = [...project.skipped];
  let accepted = 0;
  for (const uri of project.files()) {
    const file = service.diagnose(uri);
    if (!file) continue;
    if (file.outdated === true) skipped.push({ uri, path: show(uri), reason: file.skipped ?? '' });
    all.push(...findingsOf(project, file));
    accepted += file.accepted;
  }
  const outdated = skipped.length - project.skipped.length;
  const selects = createSelection(args, project, environment, all);
  const findings = all.filter(({ diagnostic }) => selects(diagnostic));
  const count = (applicability: Diagnostic['applicability']) => findings.filter(({ diagnostic }) => diagnostic.applicability === applicability).length;
  return {
    findings, selects,
    textOf: (uri) => service.text(uri),
    hiddenFindings: all.length - findings.length,
    migrations: service.detected().map((detected) => ({ ...detected, root: show(detected.root) })),
    skipped: skipped.map(({ path, reason }) => ({ path, reason })), failed,
    complete: !project.incomplete(),
    summary: {
      files: listed + project.skipped.length + failed.length, scanned: listed - outdated, skipped: skipped.length, failed: failed.length,
      findings: findings.length, safe: count('safe'), unsafe: count('unsafe'), manual: count('manual'), accepted,
    },
  };
}

function findingsOf(project: Project, report: FileReport): ReportedFinding[] {
  const { uri } = report;
  if (report.diagnostics.length === 0) return [];
  const lines = new LineIndex(report.text);
  const place = (offset: number): Place => {
    const { line, character } = lines.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  };
  const path = project.show(uri);
  return report.diagnostics.map((diagnostic) => ({
    diagnostic, uri, path, start: place(diagnostic.range.start), end: place(diagnostic.range.end),
  }));
}

/** The ids of `--only` as the service spells them. */
export function selectedIds(args: Arguments, project: Project): readonly string[] | undefined {
  if (args.only.length === 0) return undefined;
  return args.only.map((id) => project.service.explain(id)?.id ?? id);
}

function createSelection(args: Arguments, project: Project, environment: CliEnvironment, findings: readonly ReportedFinding[]): Report['selects'] {
  const ids = selectedIds(args, project)?.map((id) => id.toLowerCase());
  if (ids === undefined) return () => true;
  const idsOf = ({ change, rule }: Pick<Diagnostic, 'change' | 'rule'>) => [change?.toLowerCase(), rule.toLowerCase()];
  // Rules without a page (syntax, schemas) are known by their findings only.
  const unknown = args.only.find((id, index) => project.service.explain(id) === undefined && !findings.some(({ diagnostic }) => idsOf(diagnostic).includes(ids[index])));
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}: there is no such change or rule.${suggestion(unknown, knownIds(environment))}\n${usageLine(args.command)}`);
  return (finding) => idsOf(finding).some((id) => id !== undefined && ids.includes(id));
}

/** All ids that `explain` knows. */
export function knownIds({ migrations }: CliEnvironment): string[] {
  return migrations.flatMap(({ changes, rules }) => [...changes.map(({ id }) => id), ...rules.map(({ id }) => id)]);
}

/** How a run with these findings ends, under `--fail-on`. */
export function outcomeOf(report: Report, failOn: Threshold): Outcome {
  if (report.failed.length > 0 || !report.complete) return 'failed';
  return report.findings.some(({ diagnostic }) => counts(diagnostic, failOn)) ? 'findings' : 'done';
}

/** A hint asks for nothing: a file that leaves new settings to their defaults must not fail a build. */
function counts({ lifecycle, severity }: Diagnostic, failOn: Threshold): boolean {
  if (severity === 'hint') return false;
  switch (failOn) {
    case 'any': return true;
    case 'deprecated': return lifecycle !== undefined || severity === 'warning' || severity === 'error';
    case 'removed': return lifecycle === 'removed' || severity === 'error';
    case 'never': return false;
  }
}
