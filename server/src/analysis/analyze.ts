import type { Diagnostic, Finding, Lifecycle, Severity } from './diagnostic.ts';
import { inDocumentation } from './documentation.ts';
import { lifecycleOf, ownLifecycle, type TargetState } from './lifecycle.ts';
import { hasLiterals } from './requiredLiterals.ts';
import type { GuideChange, Migration, Rule, RuleContext } from './migration.ts';
import type { StatementFindings } from './statementFindings.ts';
import { suppressionsOf } from './suppressions.ts';

/** What a run of rules needs beside the file. */
export interface AnalysisOptions {
  readonly state: TargetState;
  /** By change or rule id. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Told when a rule throws; the other rules go on. */
  readonly onRuleFailure: (ruleId: string, error: unknown) => void;
}

/** Findings that do not come from a migration's rules: syntax problems and schema violations. */
export interface ExtraFinding extends Finding {
  readonly rule: string;
  readonly change: string | undefined;
}

/**
 * Runs one migration's rules on one file and merges in the schema's findings. Gives the diagnostics sorted by position,
 * without the suppressed ones; a schema finding about something that a rule speaks for is left out (one finding a cause). `kept`, for a file that
 * is being edited, has what was found in statements that are still the same. `letThrough` are the ids of the rules with literals that the file has, where that is known.
 */
export function analyze(
  migration: Migration, context: RuleContext, extra: readonly ExtraFinding[], options: AnalysisOptions, { kept, letThrough }: { readonly kept?: StatementFindings | undefined; readonly letThrough?: ReadonlySet<string> | undefined } = {},
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const covered: string[] = [];
  const { text, language } = context.file;
  const rules = migration.rules.filter((rule) => rule.languages.includes(language) && (rule.literals === undefined || (letThrough ? letThrough.has(rule.id) : hasLiterals(rule, text, language))));
  const byStatement = kept && context.python ? rules.filter((rule) => rule.byStatement === true) : [];
  if (kept && context.python) found.push(...kept.take(migration, byStatement, context.python, context, options));
  for (const rule of rules) {
    if (byStatement.includes(rule)) continue;
    for (const finding of runRule(rule, context, options)) {
      covered.push(...(finding.covers ?? []));
      const diagnostic = toDiagnostic(migration, rule.id, rule.change, finding, options);
      if (diagnostic) found.push(diagnostic);
    }
  }
  for (const finding of extra) {
    if (finding.covers?.some((pointer) => covered.some((other) => isAtOrBelow(pointer, other)))) continue;
    const diagnostic = toDiagnostic(migration, finding.rule, finding.change, finding, options);
    if (diagnostic) found.push(diagnostic);
  }
  const suppressions = suppressionsOf(context.file);
  const shown = context.file.language === 'markdown' ? inDocumentation(context.file, found) : found;
  return shown
    .filter(({ rule, change, range }) => !suppressions.silences([rule, change], context.file.lines.lineAt(range.start)))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1));
}

/** When the old form goes, or went: what makes a finding urgent or not. */
function datesOf(entry: GuideChange, lifecycle: Lifecycle): string {
  if (entry.removedIn === undefined) return '';
  const version = `${entry.removedIn}${entry.removedOn === undefined ? '' : ` (${entry.removedOn})`}`;
  return lifecycle === 'removed' ? `Version ${version} removed the old form.` : `Version ${version} removes the old form.`;
}

/** All that a rule finds; nothing when it throws, which is told. */
export function runRule(rule: Rule, context: RuleContext, options: AnalysisOptions): readonly Finding[] {
  try {
    return [...rule.check(context)];
  } catch (error) {
    options.onRuleFailure(rule.id, error);
    return [];
  }
}

/** Whether `pointer` is `parent` itself or something in it. */
function isAtOrBelow(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}

/** A finding with what the guide and the project say of its urgency; `undefined` when the user does not want it, or the form is not old yet. */
export function toDiagnostic(migration: Migration, rule: string, change: string | undefined, finding: Finding, options: AnalysisOptions): Diagnostic | undefined {
  const entry = migration.changes.find(({ id }) => id === change);
  const lifecycle = finding.old && entry ? finding.removedOn === undefined ? lifecycleOf(entry, options.state) : ownLifecycle(finding.removedOn, options.state) : undefined;
  // An old form is none yet for a project that stays on a version before the deprecation.
  if (finding.old && entry && lifecycle === undefined) return undefined;
  const wanted = options.severities[rule] ?? (change === undefined ? undefined : options.severities[change]);
  if (wanted === 'off') return undefined;
  const bulk = finding.fixes.find((fix) => fix.bulk);
  const { message } = finding;
  return {
    ...finding,
    message: lifecycle && entry ? { ...message, why: [message.why, datesOf(entry, lifecycle)].filter((part) => part !== '').join(' ') } : message,
    rule,
    migration: migration.id,
    change,
    severity: wanted ?? finding.severity ?? (lifecycle === 'removed' ? 'error' : 'warning'),
    lifecycle,
    applicability: bulk?.applicability ?? 'manual',
    related: finding.related ?? [],
  };
}
