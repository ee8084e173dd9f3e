import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { appendItem, indentationAt, itemsOf, lineStartOf } from '../../syntax/codeEdits.ts';
import { insert, type Edit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import { words } from '../../text/literal.ts';
import { lastWord, type ArgumentAdded } from '../symbolChange.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { oldDefinition, withDefinition } from '../pythonDefinitions.ts';
import { bulkFix } from '../bulkFix.ts';
import { statementRule } from '../pythonRules.ts';
import { callsOfPython, type PythonCall, type Spellings } from './pythonCalls.ts';

/** Of a Python call: it is passed by its keyword. */
type KeywordAdded = ArgumentAdded & { readonly word: string; readonly keyword: string };

/** One rule for all arguments of a migration that calls must pass now, by their keywords or by their positions. `classes` are those of the migration's models. */
export function argumentAdded(migration: string, all: readonly ArgumentAdded[], guideSection: string, spellings: Spellings, classes: ReadonlySet<string>): Rule {
  const changes = all.map((change) => ({ ...change, word: change.word ?? lastWord(change.callee) }));
  return statementRule({
    id: `${migration}/argument-missing`,
    change: changes[0]?.change,
    description: `A call leaves out an argument that is required now (${changes.map(({ word, keyword, value }) => `\`${keyword ?? value}\` of \`${word}\``).join(', ')}).`,
    guideSection,
    literals: [changes.flatMap(({ word, callee }) => [word === lastWord(callee) ? { word } : word, ...words(spellings(callee).slice(1).map(lastWord))])],
    ...(changes.every(({ callee }) => spellings(callee).every((name) => classes.has(name))) ? { aboutClasses: true, hasRareLiterals: true } : {}),
    *check(python) {
      for (const change of changes) {
        const { keyword } = change;
        for (const one of callsOfPython(python, spellings(change.callee))) {
          // What derives from a class passes its constructor what it likes, and what a partial leaves out may come later.
          if (one.isPartial || isConstructor(python, one, change)) continue;
          if (keyword === undefined) yield* positional(python, change, one);
          else if (!passes(one.args, keyword)) yield finding(python, { ...change, keyword }, one.call, one.callee, one.args);
        }
      }
    },
  });
}

/** Whether a call constructs something that derives from the class, or its base. */
function isConstructor(python: PythonAnalysis, { callee }: PythonCall, { callee: name }: ArgumentAdded): boolean {
  const called = python.nameOf(callee);
  return callee.field('attribute')?.text === '__init__' || (called !== undefined && called !== name && python.reaches(called, name));
}

/** An argument without a keyword: what calls pass by position tells the old form from the new one. */
function* positional(python: PythonAnalysis, { callee: name, word, position = 0, arity = position, value, why }: ArgumentAdded & { readonly word: string }, { call, callee, args, skipped }: PythonCall): Iterable<Finding> {
  const items = itemsOf(args);
  const passed = items.filter(({ type }) => type !== 'keyword_argument' && type !== 'dictionary_splat').slice(skipped);
  const unpacked = items.some(({ type }) => type === 'list_splat');
  if (!unpacked && passed.length !== arity) return;
  const next = passed[position] ?? items.find(({ type }) => type === 'keyword_argument' || type === 'dictionary_splat');
  const edits = (): readonly Edit[] => {
    if (!next) return appendItem(python.file.text, args, () => value);
    const indentation = indentationAt(python.file.text, next.start);
    const isFirst = lineStartOf(python.file.text, next.start) + indentation.length === next.start;
    return [insert(next.start, isFirst ? `${value},${lineEndOf(python.file.text)}${indentation}` : `${value}, `)];
  };
  yield {
    range: callee.range,
    old: true,
    message: withDefinition({
      what: unpacked ? `${word} needs one more argument now, and this call passes it only if what it unpacks has it.` : `${word} needs one more argument now.`,
      why,
      todo: `Pass ${value}, or what is right here.`,
    }, name, oldDefinition(python, name, word)),
    fixes: unpacked || call.isBroken ? [] : [bulkFix('unsafe', `Pass ${value}`, edits)],
  };
}

function passes(args: CodeNode, keyword: string): boolean {
  return itemsOf(args).some((arg) => arg.type === 'keyword_argument' && arg.field('name')?.text === keyword);
}

function finding(python: PythonAnalysis, { keyword, value, word, why, callee: name }: KeywordAdded, call: CodeNode, callee: CodeNode, args: CodeNode): Finding {
  const { text } = python.file;
  const unpacked = itemsOf(args).some(({ type }) => type === 'dictionary_splat');
  return {
    range: callee.range,
    old: true,
    message: withDefinition({
      what: unpacked ? `${word} needs ${keyword} now, and this call passes it only if what it unpacks has it.` : `${word} needs the argument ${keyword} now.`,
      why,
      todo: unpacked ? `Make sure that ${keyword} is among the unpacked arguments, or pass it by name.` : `Pass ${keyword}=${value}, or what is right here.`,
    }, name, oldDefinition(python, name, keyword)),
    fixes: unpacked || call.isBroken ? [] : [bulkFix('unsafe', `Pass ${keyword}=${value}`, () => appendItem(text, args, () => `${keyword}=${value}`))],
  };
}
