import type { Finding } from '../../../../analysis/diagnostic.ts';
import type { Rule } from '../../../../analysis/migration.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { callsOf, isA, methodCall } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { appendItem, indentationAt, itemsOf } from '../../../../syntax/codeEdits.ts';
import { indentationStep, stringLiteral, usualQuote } from '../../../../syntax/pythonEdits.ts';
import { insert, replace, type Edit } from '../../../../text/edit.ts';
import { lineEndOf } from '../../../../text/lineEnd.ts';
import { words } from '../../../../text/literal.ts';
import { orchestrator } from '../../pythonNames.ts';
import { agentName, descriptionPlaceholder, descriptionOf, metadataDict, type Layout, type MetadataEntry } from './registration.ts';

/** The parameters of `register_agent` that come before the metadata. */
const parameters = ['agent_id', 'agent_instance'] as const;

/** `register_agent` of an orchestrator without the metadata that it validates now (BC-006, example 1). */
export const registrationWithoutMetadata: Rule = {
  id: 'greenlang/registration-without-metadata',
  change: 'BC-006',
  description: 'An agent is registered with an `Orchestrator` without `metadata`.',
  guideSection: 'BC-006: Agent Registration',
  languages: ['python'],
  literals: [words(['register_agent'])],
  aboutClasses: true,
  hasRareLiterals: true,
  *check({ python }) {
    if (!python) return;
    for (const call of callsOf(python, 'register_agent')) {
      const method = methodCall(python, call);
      const args = call.field('arguments');
      if (!method || !args || !isA(python, method.on, orchestrator)) continue;
      const given = args.type === 'argument_list' ? argumentsOf(args) : undefined;
      if (given && (given.named.has('metadata') || given.positional.length > 2)) continue;
      yield finding(python, call, args, given);
    }
  },
};

interface Given {
  readonly positional: readonly CodeNode[];
  readonly named: ReadonlyMap<string, CodeNode>;
  /** Whether arguments are unpacked: nobody knows which. */
  readonly unpacked: boolean;
}

function argumentsOf(args: CodeNode): Given {
  const items = itemsOf(args);
  const positional = items.filter(({ type }) => type !== 'keyword_argument' && type !== 'list_splat' && type !== 'dictionary_splat');
  const named = new Map(items.flatMap((item): [string, CodeNode][] => (item.type === 'keyword_argument' ? [[item.field('name')?.text ?? '', item]] : [])));
  return { positional, named, unpacked: items.some(({ type }) => type === 'list_splat' || type === 'dictionary_splat') };
}

function finding(python: PythonAnalysis, call: CodeNode, args: CodeNode, given: Given | undefined): Finding {
  const known = given && !given.unpacked && !call.isBroken && [...given.named.keys()].every((name) => (parameters as readonly string[]).includes(name))
    && given.positional.length + given.named.size === 2;
  const instance = given?.named.get('agent_instance')?.field('value') ?? given?.positional[1];
  const id = given?.named.get('agent_id')?.field('value') ?? given?.positional[0];
  const declared = instance && python.instanceOf(instance);
  // What is only known to be some agent has neither a name nor a description of its own.
  const className = declared !== undefined && /(?:^|\.)(?:\w*Base\w*Agent|\w*AgentBase|Agent)$/.test(declared) ? undefined : declared;
  const ownName = className?.split('.').at(-1);
  const description = descriptionOf(python, className);
  return {
    range: call.field('function')?.range ?? call.range,
    old: true,
    message: {
      what: 'An agent is registered without metadata.',
      why: 'GreenLang 0.3 validates name, version and description of every agent, and its id must be unique across all tenants.',
      todo: known ? 'Pass metadata, and look over what is filled in.' : 'Pass agent_id, agent_instance and metadata by name.',
    },
    fixes: known ? [bulkFix('unsafe', 'Register with metadata', () => edits(python, args, given, [
      ['name', agentName(ownName, id && python.constantOf(id))],
      ['version', '1.0.0'],
      ['description', description ?? descriptionPlaceholder],
      ['spec_version', '2.0'],
    ]))] : [],
  };
}

/** Names the positional arguments and adds the metadata. A call on one line is laid out as the guide does, one argument a line. */
function edits(python: PythonAnalysis, args: CodeNode, { positional }: Given, values: readonly MetadataEntry[]): readonly Edit[] {
  const { text } = python.file;
  const quote = usualQuote(python.nodes('string'));
  const entries = values.map(([key, value]): MetadataEntry => [key, stringLiteral(value, quote)]);
  const layout = { step: indentationStep(python.root, text), eol: lineEndOf(text), quote };
  const named = positional.map((arg, i) => insert(arg.start, `${parameters[i] ?? ''}=`));
  const items = itemsOf(args);
  const open = args.children[0];
  const close = args.children.at(-1);
  if (!open || !close || args.children.some(({ type }) => type === 'comment') || /[\r\n]/.test(args.text)) {
    return [...named, ...appendItem(text, args, (indentation) => `metadata=${metadataDict(entries, { ...layout, indentation })}`)];
  }
  return spread(text, args, items, positional, entries, layout);
}

function spread(
  text: string, args: CodeNode, items: readonly CodeNode[], positional: readonly CodeNode[], entries: readonly MetadataEntry[], layout: Omit<Layout, 'indentation'>,
): readonly Edit[] {
  const base = indentationAt(text, args.start);
  const indentation = `${base}${layout.step}`;
  const parted = items.map((item, i): Edit => {
    const start = i === 0 ? args.start + 1 : items[i - 1]?.end ?? item.start;
    const at = positional.findIndex((one) => one.start === item.start);
    return replace({ start, end: item.start }, `${i === 0 ? '' : ','}${layout.eol}${indentation}${at >= 0 ? `${parameters[at] ?? ''}=` : ''}`);
  });
  const end = items.at(-1)?.end ?? args.start + 1;
  const metadata = `metadata=${metadataDict(entries, { ...layout, indentation })}`;
  return [...parted, replace({ start: end, end: args.end - 1 }, `,${layout.eol}${indentation}${metadata},${layout.eol}${base}`)];
}
