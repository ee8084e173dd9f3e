import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { appendItem, itemsOf } from '../../syntax/pythonEdits.ts';
import { lastWord, type ArgumentAdded } from '../symbolChange.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { oldDefinition, withDefinition } from '../pythonDefinitions.ts';
import { bulkFix, statementRule } from '../pythonRules.ts';

/** Of a Python call: it is passed by its keyword. */
type KeywordAdded = ArgumentAdded & { readonly word: string; readonly keyword: string };

/** One rule for all keyword arguments of a migration that calls must pass now. */
export function argumentAdded(migration: string, all: readonly ArgumentAdded[], guideSection: string): Rule {
  const changes = all.flatMap((change): readonly KeywordAdded[] => (
    change.keyword === undefined ? [] : [{ ...change, keyword: change.keyword, word: change.word ?? lastWord(change.callee) }]
  ));
  return statementRule({
    id: `${migration}/argument-missing`,
    change: changes[0]?.change,
    description: `A call leaves out an argument that is required now (${changes.map(({ word, keyword }) => `\`${keyword}\` of \`${word}\``).join(', ')}).`,
    guideSection,
    literals: [[...new Set(changes.map(({ word }) => word))]],
    *check(python) {
      for (const call of python.nodes('call')) {
        const callee = call.field('function');
        const args = call.field('arguments');
        if (!callee || args?.type !== 'argument_list') continue;
        const name = python.nameOf(callee);
        const change = name === undefined ? undefined : changes.find((one) => one.callee === name);
        if (change && !passes(args, change.keyword)) yield finding(python, change, call, callee, args);
      }
    },
  });
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
