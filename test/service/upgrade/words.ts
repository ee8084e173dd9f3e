import type { Finding } from '../../../server/src/analysis/diagnostic.ts';
import type { Migration, Rule, RuleContext } from '../../../server/src/analysis/migration.ts';
import { replace } from '../../../server/src/text/edit.ts';

/** A rule about a word. It replaces the word by `to`, or has no fix without it. */
interface Word {
  readonly word: string;
  readonly to?: string;
  readonly applicability?: 'safe' | 'unsafe';
  /** A variable that some file of the project must set. */
  readonly whenSet?: string;
}

function rule({ word, to, applicability = 'safe', whenSet }: Word): Rule {
  const search = new RegExp(`\\b${word}\\b`, 'g');
  return {
    id: `words/${word}`, change: `W-${word}`, description: `The word ${word}.`, guideSection: 'none', languages: ['yaml', 'shell'], literals: [[word]],
    *check({ file, project }: RuleContext): Generator<Finding> {
      if (whenSet !== undefined && project.environment(whenSet).length === 0) return;
      for (const { index } of file.text.matchAll(search)) {
        const range = { start: index, end: index + word.length };
        yield {
          range, message: { what: `${word} is old.`, why: '', todo: '' }, severity: 'warning',
          fixes: to === undefined ? [] : [{ title: `Write ${to}`, applicability, bulk: true, edits: () => [replace(range, to)] }],
        };
      }
    },
  };
}

/** A migration whose rules replace words. It is on wherever it is switched on. */
export function wordMigration(words: readonly Word[]): Migration {
  return {
    id: 'words', title: 'Words', from: '1.0', to: '2.0', guideTitle: 'Guide', documents: [],
    changes: words.map(({ word }) => ({ id: `W-${word}`, title: word, impact: 'low', summary: [], examples: [], deprecatedIn: '2.0.0' })),
    detection: { packages: [], environment: [], environmentTogether: [], imports: [] },
    rules: words.map(rule),
  };
}

/** Settings that switch it on. */
export const switchedOn = { settings: { migrations: { words: 'on' } } } as const;
