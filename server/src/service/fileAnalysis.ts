import { analyze, type AnalysisOptions, type ExtraFinding } from '../analysis/analyze.ts';
import type { Diagnostic } from '../analysis/diagnostic.ts';
import type { StatementFindings } from '../analysis/statementFindings.ts';
import { FileContext } from '../analysis/fileContext.ts';
import type { Classification, Migration } from '../analysis/migration.ts';
import type { ProjectView } from '../analysis/project.ts';
import type { Fact } from '../facts/facts.ts';
import type { PythonAnalysis } from '../facts/python/analysis.ts';
import type { RandomSource } from '../analysis/random.ts';
import { problemsOf } from '../syntax/parse.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import type { SyntaxProblem } from '../syntax/yamlTree.ts';
import { documentFindings } from './documentParts.ts';
import { ownRules } from './ownRules.ts';

/** One migration as it stands to one file. */
export interface MigrationState {
  readonly migration: Migration;
  readonly active: boolean;
  readonly document: { readonly type: string; readonly classification: Classification } | undefined;
  readonly view: ProjectView;
  readonly options: AnalysisOptions;
}

/** What is known about a file beside its tree. */
export interface FileKnowledge {
  /** What the file says; asked only for rules that look at it, which few files' rules do. */
  readonly facts: () => readonly Fact[];
  readonly python: PythonAnalysis | undefined;
  readonly states: readonly MigrationState[];
  readonly random: RandomSource;
  /** Ids of the rules with literals that the file has; without it the text is searched. */
  readonly letThrough?: ReadonlySet<string> | undefined;
  /** What was found in the text one edit ago, by migration; for files that are being edited. */
  readonly kept?: ((migration: string) => StatementFindings) | undefined;
}

/**
 * All diagnostics of one file: syntax problems, then each active migration's rules and schema. A file with syntax problems
 * gets no fixes, and neither schema findings nor findings about what is missing: its tree may not be what its author meant.
 */
export function analyzeFile(file: ParsedFile, { facts, python, states, random, kept, letThrough }: FileKnowledge): readonly Diagnostic[] {
  const problems = problemsOf(file);
  const diagnostics: Diagnostic[] = [];
  const once = onlyOnce(facts);
  const speaker = states.find((state) => state.active && reportsSyntax(state, file));
  if (speaker) diagnostics.push(...problems.map((problem) => syntaxDiagnostic(file, speaker.migration.id, problem)));
  for (const { migration, active, document, view, options } of states) {
    if (!active) continue;
    const context = new FileContext({ file, python, document, project: view, random }, once);
    const found = analyze(migration, context, problems.length > 0 ? [] : schemaFindings(migration, file, document), options, { kept: kept?.(migration.id), letThrough });
    diagnostics.push(...(problems.length > 0 ? found.filter(({ lifecycle }) => lifecycle !== undefined).map(unfixed) : found));
  }
  return diagnostics.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function onlyOnce<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Syntax is reported in the system's own documents, and where nothing says whose a broken file of that name is. */
function reportsSyntax({ document, view }: MigrationState, file: ParsedFile): boolean {
  if (!document) return false;
  if (document.classification.kind === 'ours') return true;
  if (document.classification.kind === 'foreign') return false;
  return file.language === 'yaml' || view.documentsBeside(file.uri).length > 0;
}

function schemaFindings(migration: Migration, file: ParsedFile, document: MigrationState['document']): readonly ExtraFinding[] {
  return document ? documentFindings(migration, file, document).map((finding) => ({ ...finding, rule: ownRules.schema.id, change: undefined })) : [];
}

/** An old form in a broken file. What a rule misses there proves nothing, so only old forms are told of. */
function unfixed(diagnostic: Diagnostic): Diagnostic {
  const rest = { ...diagnostic };
  delete rest.lens;
  return { ...rest, fixes: [], applicability: 'manual', message: { ...diagnostic.message, todo: 'Mend the syntax of the file first; then this can be fixed.' } };
}

function syntaxDiagnostic(file: ParsedFile, migration: string, problem: SyntaxProblem): Diagnostic {
  const rule = file.language === 'dotenv' ? ownRules.dotenvSyntax.id
    : file.language === 'json' ? ownRules.jsonSyntax.id : file.language === 'toml' ? ownRules.tomlSyntax.id : problem.code === 'DUPLICATE_KEY' ? ownRules.duplicateKey.id : ownRules.yamlSyntax.id;
  return {
    rule,
    migration,
    change: undefined,
    range: problem.range,
    severity: 'error',
    lifecycle: undefined,
    applicability: 'manual',
    message: { what: problem.message, why: '', todo: 'Nothing is fixed automatically in this file until it parses.' },
    fixes: [],
    related: [],
  };
}
