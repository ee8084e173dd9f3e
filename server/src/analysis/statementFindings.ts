import type { PythonAnalysis, PythonPart } from '../facts/python/analysis.ts';
import type { CodeNode } from '../syntax/codeTree.ts';
import type { PythonImports } from '../syntax/pythonImports.ts';
import type { Edit } from '../text/edit.ts';
import type { Range } from '../text/range.ts';
import { runRule, toDiagnostic, type AnalysisOptions } from './analyze.ts';
import { withPython } from './fileContext.ts';
import type { Diagnostic, FileEdits, Finding, Fix } from './diagnostic.ts';
import type { Migration, Rule, RuleContext } from './migration.ts';
import { importsOf } from './pythonRules.ts';

/** What all findings rest on, besides their statement. */
interface Basis {
  readonly rules: readonly Rule[];
  readonly context: RuleContext;
  readonly imports: PythonImports;
  readonly migration: Migration;
  readonly options: AnalysisOptions;
}

/** What was found in a statement when it started at `start`. */
interface Kept {
  readonly stamp: object;
  readonly start: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The findings of `byStatement` rules in one Python file that is being edited, kept from text to text for each function and class of the module.
 *
 * A statement's findings are taken over when nothing they follow from is different: the statement itself (its node is the same object), what the
 * analysis says of it (its stamp is the same object), the answers about imports, and what the user set. They then move with the statement.
 * Nothing kept holds a text or an analysis: a fix runs its rule on the statement once more, in the text as it is then, and takes the fix in the same place.
 */
export class StatementFindings {
  #basis: Basis | undefined;
  #kept = new WeakMap<CodeNode, Kept>();
  /** What rules find anew for fixes that are taken, in the last text. */
  #again = new WeakMap<CodeNode, Map<Rule, readonly Finding[]>>();

  /** What `rules` find in the file as it is now, in no order. */
  take(migration: Migration, rules: readonly Rule[], python: PythonAnalysis, context: RuleContext, options: AnalysisOptions): readonly Diagnostic[] {
    const basis: Basis = { migration, rules, context, imports: importsOf(python), options };
    if (!this.#basis || !isSame(this.#basis, basis)) this.#kept = new WeakMap();
    this.#basis = basis;
    this.#again = new WeakMap();
    const { whole } = python;
    const found: Diagnostic[] = [];
    for (const part of whole.parts) for (const diagnostic of this.#of(part, basis)) found.push(diagnostic);
    for (const rule of rules) {
      for (const finding of runRule(rule, withPython(context, whole.rest), options)) {
        const diagnostic = toDiagnostic(migration, rule.id, rule.change, finding, options);
        if (diagnostic) found.push(diagnostic);
      }
    }
    return found;
  }

  #of(part: PythonPart, basis: Basis): readonly Diagnostic[] {
    const { node, stamp } = part;
    const kept = this.#kept.get(node);
    if (kept?.stamp === stamp) {
      const shift = node.start - kept.start;
      return shift === 0 ? kept.diagnostics : kept.diagnostics.map((diagnostic) => moved(diagnostic, shift));
    }
    const diagnostics = basis.rules.flatMap((rule) => runRule(rule, withPython(basis.context, part), basis.options).flatMap((finding, index) => {
      const diagnostic = toDiagnostic(basis.migration, rule.id, rule.change, finding, basis.options);
      return diagnostic ? [{ ...diagnostic, fixes: diagnostic.fixes.map((fix, at) => this.#later(fix, { node, rule, index, at, title: fix.title })) }] : [];
    }));
    const isAlone = !part.lookedAround && diagnostics.every(({ range, related }) => isWithin(range, node) && related.length === 0);
    if (isAlone) this.#kept.set(node, { stamp, start: node.start, diagnostics });
    else this.#kept.delete(node);
    return diagnostics;
  }

  #later({ title, applicability, bulk, otherFiles }: Fix, place: FixPlace): Fix {
    return {
      title, applicability, bulk,
      edits: (): readonly Edit[] => this.#find(place)?.edits() ?? [],
      ...(otherFiles ? { otherFiles: (): readonly FileEdits[] => this.#find(place)?.otherFiles?.() ?? [] } : {}),
    };
  }

  /** The fix in the text as it is now; `undefined` when its statement is gone. */
  #find({ node, rule, index, at, title }: FixPlace): Fix | undefined {
    const basis = this.#basis;
    const part = basis?.context.python?.whole.parts.find((one) => one.node === node);
    if (!basis || !part) return undefined;
    const known = this.#again.get(node) ?? new Map<Rule, readonly Finding[]>();
    this.#again.set(node, known);
    const findings = known.get(rule) ?? runRule(rule, withPython(basis.context, part), basis.options);
    known.set(rule, findings);
    const fix = findings[index]?.fixes[at];
    return fix?.title === title ? fix : undefined;
  }
}

/** Where a fix is found when the rule is run on its statement again. */
interface FixPlace {
  readonly node: CodeNode;
  readonly rule: Rule;
  readonly index: number;
  readonly at: number;
  readonly title: string;
}

function isSame(before: Basis, now: Basis): boolean {
  const { state, severities, onRuleFailure } = now.options;
  return before.migration === now.migration && before.rules.length === now.rules.length && before.rules.every((rule, i) => rule === now.rules[i])
    && before.options.state.target === state.target && before.options.state.today === state.today && before.options.severities === severities
    && before.options.onRuleFailure === onRuleFailure && now.imports.answersLike(before.imports);
}

function isWithin(range: Range, { start, end }: CodeNode): boolean {
  return range.start >= start && range.end <= end;
}

function moved(diagnostic: Diagnostic, shift: number): Diagnostic {
  const { range } = diagnostic;
  return { ...diagnostic, range: { start: range.start + shift, end: range.end + shift } };
}
