import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { replace } from '../../text/edit.ts';
import { words } from '../../text/literal.ts';
import type { Range } from '../../text/range.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { pathOf, withDefinition } from '../pythonDefinitions.ts';
import { bulkFix } from '../bulkFix.ts';
import { statementRule } from '../pythonRules.ts';
import { lastWord, type ArgumentRenamed } from '../symbolChange.ts';
import { areMethods, argumentOf, callsOfPython, type PythonCall, type Spellings } from './pythonCalls.ts';

/** One rule for all keyword arguments of a migration that have another name now; what is passed by position stays. */
export function argumentRenamed(migration: string, changes: readonly ArgumentRenamed[], guideSection: string, spellings: Spellings): Rule {
  return statementRule({
    id: `${migration}/argument-renamed`,
    change: changes[0]?.change,
    description: `A call passes an argument by its old name (${changes.map(({ callee, from, to }) => `\`${from}\` of \`${lastWord(callee)}\`: \`${to}\``).join(', ')}).`,
    guideSection,
    // What a call unpacks does not say the old name.
    literals: [words(changes.flatMap(({ callee }) => spellings(callee).map(lastWord)))],
    ...(areMethods(changes) ? { aboutClasses: true } : {}),
    *check(python) {
      for (const change of changes) {
        for (const call of callsOfPython(python, spellings(change.callee))) yield* findings(python, change, call);
        yield* overrides(python, change);
      }
    },
  });
}

function* findings(python: PythonAnalysis, change: ArgumentRenamed, call: PythonCall): Iterable<Finding> {
  const old = argumentOf(python, call, change.from);
  const now = argumentOf(python, call, change.to);
  if (!old) return;
  if (old.kind === 'unclear') {
    if (now?.kind !== 'passed') yield manual(change, old.node.range, 'Make sure that it is passed by the new name among what this call unpacks.');
    return;
  }
  const range = old.kind === 'key' ? insideOf(old.name) : old.name?.range;
  if (!range) return;
  if (now && now.kind !== 'unclear') {
    yield manual(change, range, `Pass ${change.to} alone: this call has both.`);
    return;
  }
  const definition = python.definitionOf(change.callee) ?? python.definitionOf(change.callee.slice(0, change.callee.lastIndexOf('.')));
  const found = manual(change, range, `Pass ${change.to}.`);
  yield {
    ...found,
    message: withDefinition(found.message, change.callee, definition && pathOf(python, definition.uri)),
    fixes: call.call.isBroken ? [] : [bulkFix(definition ? 'unsafe' : 'safe', `Pass ${change.to}`, () => [replace(range, change.to)])],
  };
}

/** Parameters of methods that derive from the method: who passes the new name does not reach them. */
function* overrides(python: PythonAnalysis, change: ArgumentRenamed): Iterable<Finding> {
  const [, on, method] = /^(.*)\.(\w+)$/.exec(change.callee) ?? [];
  if (on === undefined || method === undefined) return;
  for (const { qualifiedName, methods } of python.classes) {
    const parameters = qualifiedName !== on && python.reaches(qualifiedName, on) ? methods.get(method)?.field('parameters') : undefined;
    for (const parameter of parameters?.namedChildren ?? []) {
      const name = parameter.type === 'identifier' ? parameter : parameter.field('name') ?? parameter.namedChildren[0];
      if (name?.text === change.from) yield manual(change, name.range, `Rename the parameter with what the method does with it: whoever passes ${change.to} does not reach it.`);
    }
  }
}

/** A string without prefix and quotes; `undefined` for one with escapes or of several parts. */
function insideOf(string: CodeNode): Range | undefined {
  const [, open = '', quote = ''] = /^(\w*("""|'''|"|'))/.exec(string.text) ?? [];
  return open === '' || string.text.includes('\\') ? undefined : { start: string.start + open.length, end: string.end - quote.length };
}

function manual({ callee, from, to, why }: ArgumentRenamed, range: Range, todo: string): Finding {
  return { range, old: true, message: { what: `${from} of ${lastWord(callee)} is ${to} now.`, why, todo }, fixes: [] };
}
