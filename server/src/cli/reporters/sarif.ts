import { webPage } from '../../analysis/webPages.ts';
import { type Diagnostic, type Fix, messageText, type Severity } from '../../analysis/diagnostic.ts';
import type { GuideChange, Migration } from '../../analysis/migration.ts';
import { redactText } from '../../analysis/redact.ts';
import { applyEdits, findOverlap } from '../../text/applyEdits.ts';
import type { Edit } from '../../text/edit.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import type { Range } from '../../text/range.ts';
import type { Place, Report, ReportedFinding } from '../report.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

/** Findings as SARIF 2.1.0, for code scanning. */
export function sarifReport(report: Report, migrations: readonly Migration[], version: string): string {
  const rules = [...new Map(report.findings.map(({ diagnostic }) => [diagnostic.rule, diagnostic])).values()];
  const ruleIds = rules.map(({ rule }) => rule);
  return `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'Upguide', semanticVersion: version, informationUri: 'https://github.com/upguide/upguide',
          rules: rules.map((diagnostic) => ruleOf(diagnostic, migrations)),
        },
      },
      columnKind: 'utf16CodeUnits',
      results: resultsOf(report, (rule) => ruleIds.indexOf(rule)),
      invocations: [{
        executionSuccessful: report.failed.length === 0 && report.complete,
        toolExecutionNotifications: [
          ...report.skipped.map((skipped) => ({ ...skipped, level: 'note' })),
          ...report.failed.map((failed) => ({ ...failed, level: 'error' })),
        ].map(({ path, reason, level }) => ({
          level, message: { text: reason }, locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
        })),
      }],
    }],
  }, undefined, 2)}\n`;
}

function ruleOf(diagnostic: Diagnostic, migrations: readonly Migration[]): object {
  const migration = migrations.find(({ id }) => id === diagnostic.migration);
  const rule = migration?.rules.find(({ id }) => id === diagnostic.rule);
  const change = migration?.changes.find(({ id }) => id === diagnostic.change);
  const text = rule?.description ?? change?.title ?? diagnostic.rule;
  return {
    id: diagnostic.rule,
    shortDescription: { text },
    fullDescription: { text: change === undefined ? text : `${change.id}: ${change.title}` },
    help: { text: change === undefined ? text : helpText(change) },
    // Of a workspace's own migration there is no page.
    ...(migration?.folder === undefined ? { helpUri: webPage(diagnostic.migration, diagnostic.change, diagnostic.rule) } : {}),
    defaultConfiguration: { level: levels[diagnostic.severity] },
    properties: { tags: [diagnostic.migration, ...(diagnostic.change === undefined ? [] : [diagnostic.change])] },
  };
}

function helpText({ title, summary, deprecatedIn, removedIn }: GuideChange): string {
  return [`${title}. Deprecated in ${deprecatedIn}${removedIn === undefined ? '' : `, removed in ${removedIn}`}.`, ...summary].join('\n\n');
}

/** A file that edits are shown of. */
interface EditedFile {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
}

function resultsOf({ findings, textOf }: Report, indexOf: (rule: string) => number): readonly object[] {
  let file: EditedFile | undefined;
  return findings.map((finding) => {
    const { diagnostic, path, uri } = finding;
    const fixes = diagnostic.fixes.filter(({ bulk }) => bulk);
    // Findings of a file stand together.
    if (fixes.length > 0 && file?.uri !== uri) {
      const text = textOf(uri);
      file = text === undefined ? undefined : { uri, path, text, lines: new LineIndex(text) };
    }
    const edited = file?.uri === uri ? file : undefined;
    return resultOf(finding, indexOf(diagnostic.rule), edited ? fixes.flatMap((fix) => fixOf(fix, edited)) : []);
  });
}

function resultOf({ diagnostic, path, start, end }: ReportedFinding, ruleIndex: number, fixes: readonly object[]): object {
  return {
    ruleId: diagnostic.rule,
    ruleIndex,
    level: levels[diagnostic.severity],
    message: { text: messageText(diagnostic.message) },
    locations: [{ physicalLocation: { artifactLocation: artifact(path), region: region(start, end) } }],
    ...(fixes.length > 0 ? { fixes } : {}),
    properties: {
      migration: diagnostic.migration,
      ...(diagnostic.change === undefined ? {} : { change: diagnostic.change }),
      applicability: diagnostic.applicability,
      deprecated: diagnostic.lifecycle !== undefined,
    },
  };
}

/**
 * A fix with all its edits, or none: without a text that is a secret it would be another fix. Also none for a fix whose
 * edits contradict each other, as no command would apply it.
 */
function fixOf(fix: Fix, file: EditedFile): object[] {
  const edits = fix.edits();
  if (edits.length === 0 || findOverlap(edits) !== undefined || writesSecret(file, edits)) return [];
  const { lines, path } = file;
  const place = (offset: number): Place => {
    const { line, character } = lines.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  };
  return [{
    description: { text: `${fix.title} (${fix.applicability})` },
    artifactChanges: [{
      artifactLocation: artifact(path),
      replacements: edits.map(({ range, newText }) => ({ deletedRegion: regionOf(range, place), insertedContent: { text: newText } })),
    }],
  }];
}

/** Whether an edit's text holds something that is hidden where it will stand. */
function writesSecret({ text, path }: EditedFile, edits: readonly Edit[]): boolean {
  const shown = linesOf(redactText(path, applyEdits(text, edits)).text);
  return edits.some(({ newText }) => linesOf(newText).some((line) => line.trim() !== '' && !shown.some((one) => one.includes(line.trim()))));
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

function regionOf({ start, end }: Range, place: (offset: number) => Place): object {
  return region(place(start), place(end));
}

function region(start: Place, end: Place): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A relative reference (`deploy/.env`); code scanning takes it from the repository's folder. */
function artifact(path: string): object {
  return { uri: path.split('/').map((segment) => encodeURIComponent(segment)).join('/') };
}
