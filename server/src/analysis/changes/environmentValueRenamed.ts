import { replace } from '../../text/edit.ts';
import type { EnvironmentValueRenamed } from '../change.ts';
import type { Rule } from '../migration.ts';
import { renamedValue } from './renamedValue.ts';

/** One rule for all variables of which only some spellings of the value are read any more. */
export function environmentValueRenamed(migration: string, changes: readonly EnvironmentValueRenamed[], guideSection: string): Rule {
  return {
    id: `${migration}/environment-value-renamed`,
    change: changes[0]?.change,
    description: `A variable has a value in a spelling that is no longer read (${changes.map(({ name }) => `\`${name}\``).join(', ')}).`,
    guideSection,
    languages: ['dotenv'],
    *check({ file }) {
      if (file.language !== 'dotenv') return;
      for (const entry of file.dotenv.entries) {
        const change = changes.find(({ name }) => name === entry.name);
        const value = change && renamedValue(entry.value, change);
        if (!change || value === undefined) continue;
        const quoteWidth = entry.quote === 'none' ? 0 : 1;
        const range = { start: entry.valueRange.start + quoteWidth, end: entry.valueRange.end - quoteWidth };
        yield {
          range: entry.valueRange,
          old: true,
          message: { what: `${entry.name} must be written ${value}.`, why: change.why, todo: `Use one of ${change.allowed.join(', ')}.` },
          fixes: [{ title: `Change to ${value}`, applicability: 'safe', bulk: true, edits: () => [replace(range, value)] }],
          covers: [`/${entry.name}`],
        };
      }
    },
  };
}
