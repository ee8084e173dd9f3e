import { partPointer, type Rule } from '../../../analysis/migration.ts';
import type { Finding } from '../../../analysis/diagnostic.ts';
import { replace } from '../../../text/edit.ts';
import { baseName } from '../../../text/uri.ts';
import { renamedKeys, snakeCase } from '../context/keys.ts';
import { taskContexts, type TaskContext } from '../context/taskContexts.ts';
import { contextLiterals } from './literals.ts';

/** Keys of 1.0 in the metadata of a task context. */
export const contextKeyCamelCase: Rule = {
  id: 'devteam-runner/context-key-camel-case',
  change: 'DT-CONTEXT',
  description: 'The metadata of a task context (JSON, JSON with comments, JSON Lines) has keys in camel case (`taskId`, `projectId`).',
  guideSection: 'Section 3: Schema Evolution',
  languages: ['json'],
  literals: contextLiterals,
  *check({ file }) {
    if (file.language !== 'json') return;
    const isKept = isOldOnPurpose(file.uri);
    for (const context of taskContexts(file.json)) yield* findings(context, isKept || statesVersion(context));
  },
};

/** Samples of old contexts, by their names: a test of what reads both may need them as they are. */
function isOldOnPurpose(uri: string): boolean {
  return /(?:^|[_.-])(?:legacy|old|v1(?:[._]0)?)(?=[_.-])/i.test(baseName(uri));
}

/** Whether a context says itself that it is of version 1. */
function statesVersion({ root }: TaskContext): boolean {
  return root.entries.some(({ name, value }) => /^(?:schema_?)?version$/i.test(name ?? '') && value?.kind === 'scalar' && /^v?1(?:\.|$)/.test(String(value.value)));
}

/** `isDoubted`: whether the context may have to stay as it is. */
function* findings(context: TaskContext, isDoubted: boolean): Iterable<Finding> {
  const { entries } = context.metadata;
  for (const { key, name = '' } of entries) {
    const known = renamedKeys.get(name);
    const to = known ?? snakeCase(name);
    if (to === undefined) continue;
    const taken = entries.some((other) => other.key !== key && (other.name === to || other.name === name));
    yield {
      range: key.range,
      old: true,
      message: taken ? {
        what: `The metadata of this task context has both ${name} and ${to}, or one of them twice.`,
        why: 'Version 2.0 reads the name in snake case.',
        todo: `Decide which value counts, keep it under ${to}, and remove the other.`,
      } : {
        what: `${name} in the metadata of a task context is called ${to} in version 2.0.`,
        why: known === undefined ? 'The guide does not name this key; it follows the same convention.' : '',
        todo: isDoubted ? 'Rename it, unless this context is kept to show what version 1 was.' : 'Rename it here and in the code that reads it.',
      },
      fixes: taken ? [] : [{
        title: `Rename to ${to}`, applicability: known === undefined || isDoubted ? 'unsafe' : 'safe', bulk: true,
        edits: () => [replace({ start: key.range.start + 1, end: key.range.end - 1 }, to)],
      }],
      covers: [partPointer(context, ['metadata', name])],
    };
  }
}
