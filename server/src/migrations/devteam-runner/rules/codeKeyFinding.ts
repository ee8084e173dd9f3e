import type { Finding } from '../../../analysis/diagnostic.ts';
import { replace } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';
import { renamedKeys } from '../context/keys.ts';

/** A key of 1.0 that code takes out of a task context, or writes into one. */
export interface CodeKey {
  readonly name: string;
  /** Of the key alone. */
  readonly range: Range;
  /** What takes its place, with `$` for the new name; `$` alone without it. */
  readonly template?: string;
  /** Whether the code around it uses the new name of the same metadata too. */
  readonly isBridged: boolean;
}

/** The finding about a key; `undefined` for one that is not renamed. */
export function codeKeyFinding({ name, range, template = '$', isBridged }: CodeKey): Finding | undefined {
  const to = renamedKeys.get(name);
  if (to === undefined) return undefined;
  if (isBridged) {
    return {
      range,
      severity: 'hint',
      message: { what: `${name} is used here beside ${to}, its new name.`, why: 'Such a bridge takes contexts of both versions, so it is left alone.', todo: 'Take it out when no context of 1.0 is left.' },
      fixes: [],
    };
  }
  return {
    range,
    old: true,
    message: { what: `${name} in the metadata of a task context is called ${to} in version 2.0.`, why: '', todo: 'Rename it, when no context of 1.0 is stored where this code finds it.' },
    fixes: [{ title: `Rename to ${to}`, applicability: 'unsafe', bulk: true, edits: () => [replace(range, template.replaceAll('$', () => to))] }],
  };
}

/** Whether code (a function's) reads the new name of a key from the same metadata, as `metadata` writes it, or asks whether one of the two is in there. */
export function readsNewName(code: string, metadata: string, name: string): boolean {
  const to = renamedKeys.get(name) ?? '';
  // Who asks whether the old name is there takes both.
  const isAsked = new RegExp(`["'](?:${to}|${name})["']\\s+(?:not\\s+)?in\\s+$`);
  const isKey = (rest: string): boolean => new RegExp(`^\\s*\\??\\.?\\s*(?:(?:get|pop|setdefault)\\s*\\(\\s*["']${to}["']|\\[\\s*["']${to}["']|${to}\\b)`).test(rest);
  for (let at = code.indexOf(metadata); metadata !== '' && at >= 0; at = code.indexOf(metadata, at + 1)) {
    const behind = at + metadata.length;
    if (isKey(code.slice(behind, behind + 80)) || isAsked.test(code.slice(Math.max(0, at - 80), at))) return true;
  }
  return false;
}

/** Literals of files whose code may hold such a key. */
export const codeLiterals: readonly (readonly string[])[] = [
  [...renamedKeys.keys()], ['metadata'], ['task_context', 'taskContext', 'TaskContext', 'task-context', 'nodes'],
];

/** Whether a text names a file of contexts: `data/task_context.json`. */
export function namesContextFile(text: string): boolean {
  return /task[_-]?contexts?[\w.-]*\.(?:jsonl?|jsonc|ndjson)\b/i.test(text);
}

/** What a context may be besides; with any other word before it, it may be another system's. */
const ofContexts = 'old|new|current|legacy|raw|saved|stored|loaded|previous|last|next|full|default|updated|migrated|example|sample|test|mock|parsed|my|the|a|this|runner|devteam';

/** Whether a variable, member or key is called what the guide calls contexts. */
export function isContextName(name: string): boolean {
  return new RegExp(`^_*(?:(?:${ofContexts})_)?task_context$|^_*taskContext$|^(?:${ofContexts})TaskContext$`).test(name);
}
