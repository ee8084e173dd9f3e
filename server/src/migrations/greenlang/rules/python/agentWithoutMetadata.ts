import type { Finding } from '../../../../analysis/diagnostic.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { callsOf, statementRule } from '../../../../analysis/pythonRules.ts';
import { nodesWithin } from '../../../../analysis/namedNodes.ts';
import type { PythonAnalysis, PythonClass } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { hasComment, indentationAt, itemsOf } from '../../../../syntax/codeEdits.ts';
import { indentationStep, stringLiteral, usualQuote } from '../../../../syntax/pythonEdits.ts';
import { replace, type Edit } from '../../../../text/edit.ts';
import { lineEndOf } from '../../../../text/lineEnd.ts';
import { textArguments } from '../../../../text/pythonArguments.ts';
import { baseAgent } from '../../pythonNames.ts';
import { descriptionPlaceholder, descriptionOf, metadataDict, type MetadataEntry } from './registration.ts';

/** The arguments of 0.2 in their order; all but the first are metadata now. */
const parameters = ['agent_id', 'name', 'version', 'description'] as const;

/** `super().__init__(agent_id=…, name=…, version=…)` in an agent: name and version belong to its metadata (BC-006, example 5). */
export const agentWithoutMetadata = statementRule({
  id: 'greenlang/agent-without-metadata',
  change: 'BC-006',
  description: 'An agent hands `name`, `version` or `description` to `BaseAgent` as arguments of their own instead of `metadata`.',
  guideSection: 'BC-006: Agent Registration; Example 5',
  literals: [['__init__('], ['super']],
  mayMatterIn: { python: passesName },
  aboutClasses: true,
  *check(python) {
    const calls = callsOf(python, '__init__');
    for (const one of python.classes) {
      const init = one.methods.get('__init__');
      if (!init || !hasBaseAgentFirst(python, one)) continue;
      for (const call of nodesWithin(calls, init)) {
        if (!isSuperInit(call)) continue;
        const args = call.field('arguments');
        const given = args?.type === 'argument_list' ? givenBy(args) : undefined;
        if (args && given?.has('agent_id') && given.has('name') && !given.has('metadata')) yield finding(python, one, call, args, given);
      }
    }
  },
});

/**
 * Whether the text may call some `__init__` with an id and a name and without metadata, as `givenBy` reads arguments. What a search cannot tell counts as such a call, and so do
 * arguments that have another `__init__` in them: quotes and brackets before it may be part of a comment or a string.
 */
function passesName(text: string): boolean {
  const name = /__init__/g;
  for (let match = name.exec(text); match; match = name.exec(text)) {
    const bracket = /[^\s\\]/g;
    bracket.lastIndex = name.lastIndex;
    const next = bracket.exec(text)?.[0];
    if (next === '#') return true;
    // A method that is defined, a mention.
    if (next !== '(' || isDefinition.test(text.slice(Math.max(0, match.index - 20), match.index))) continue;
    const given = textArguments(text, bracket.lastIndex);
    if (!given || text.slice(bracket.lastIndex, given.end).includes('__init__')) return true;
    const names = given.items.map((item, i) => (item.startsWith('*') ? '*' : /^(\w+)[\s\\]*(?:=(?!=)|#)/.exec(item)?.[1] ?? parameters[i]));
    if (names.includes('agent_id') && names.includes('name') && !names.includes('metadata')) return true;
    name.lastIndex = given.end;
  }
  return false;
}

const isDefinition = /\bdef[ \t]+$/;

/** Whether `super()` is GreenLang's own base class. A base class of the project may take whatever it likes. */
function hasBaseAgentFirst(python: PythonAnalysis, { node, bases }: PythonClass): boolean {
  const first = node.field('superclasses')?.namedChildren.find(({ type }) => type !== 'comment');
  return first !== undefined && bases.includes(baseAgent) && python.nameOf(first) === baseAgent;
}

function isSuperInit(call: CodeNode): boolean {
  const callee = call.field('function');
  const object = callee?.type === 'attribute' && callee.field('attribute')?.text === '__init__' ? callee.field('object') : undefined;
  return object?.type === 'call' && object.field('function')?.text === 'super';
}

/** The arguments by name, positional ones by their place, unpacked ones under `*`; `undefined` when there are too many. */
function givenBy(args: CodeNode): ReadonlyMap<string, CodeNode> | undefined {
  const given = new Map<string, CodeNode>();
  for (const [i, item] of itemsOf(args).entries()) {
    const isUnpacked = item.type === 'list_splat' || item.type === 'dictionary_splat';
    const name = isUnpacked ? '*' : item.type === 'keyword_argument' ? item.field('name')?.text : parameters[i];
    if (name === undefined) return undefined;
    given.set(name, item);
  }
  return given;
}

function finding(python: PythonAnalysis, one: PythonClass, call: CodeNode, args: CodeNode, given: ReadonlyMap<string, CodeNode>): Finding {
  const fixable = !call.isBroken && !given.has('*') && !hasComment(args) && [...given.values()].every(({ text }) => !/[\r\n]/.test(text));
  return {
    range: (given.get('name') ?? args).range,
    old: true,
    message: {
      what: 'An agent\'s name and version are arguments of their own.',
      why: 'GreenLang 0.3 takes them in metadata, with a description and the spec_version.',
      todo: fixable ? 'Pass metadata, and look over what is filled in.' : 'Pass metadata={"name": …, "version": …, "spec_version": "2.0", "description": …}.',
    },
    fixes: fixable ? [bulkFix('unsafe', 'Move them into metadata', () => edits(python, one, args, given))] : [],
  };
}

function edits(python: PythonAnalysis, one: PythonClass, args: CodeNode, given: ReadonlyMap<string, CodeNode>): readonly Edit[] {
  const { text } = python.file;
  const quote = usualQuote(python.whole.nodes('string'));
  const step = indentationStep(python.root, text);
  const eol = lineEndOf(text);
  const valueOf = (name: string): string | undefined => {
    const item = given.get(name);
    return (item?.type === 'keyword_argument' ? item.field('value') : item)?.text;
  };
  const entries: readonly MetadataEntry[] = [
    ['name', valueOf('name') ?? stringLiteral(one.name, quote)],
    ['version', valueOf('version') ?? stringLiteral('1.0.0', quote)],
    ['spec_version', stringLiteral('2.0', quote)],
    ['description', valueOf('description') ?? stringLiteral(descriptionOf(python, one.qualifiedName) ?? descriptionPlaceholder, quote)],
  ];
  const base = indentationAt(text, args.start);
  const indentation = `${base}${step}`;
  const rest = [...given].filter(([name]) => name === 'agent_id' || !(parameters as readonly string[]).includes(name));
  const lines = [
    ...rest.map(([name, item]) => (item.type === 'keyword_argument' ? item.text : `${name}=${item.text}`)),
    `metadata=${metadataDict(entries, { indentation, step, eol, quote })}`,
  ];
  return [replace(args.range, `(${lines.map((line) => `${eol}${indentation}${line},`).join('')}${eol}${base})`)];
}
