import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../../server/src/analysis/migration.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { ParsedFile } from '../../../server/src/syntax/parsedFile.ts';
import { randomOf, type Randomly } from '../../facts/python/edits.ts';
import { testParsers } from '../../support/codeParsers.ts';
import { markdownCases } from '../../support/markdownCases.ts';
import { testService } from '../../support/testService.ts';
import { acme } from './acme.ts';

/** How many texts are edited; `EDIT_SEQUENCES` asks for more. */
const sequences = Number(process.env['EDIT_SEQUENCES'] ?? 15);
const firstSeed = Number(process.env['EDIT_SEED'] ?? 1);

/** The files of the pages: all forms that the rules know, and their look-alikes. */
const texts = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.md')).sort()
  .flatMap((name) => markdownCases(readFileSync(path.join(import.meta.dirname, name), 'utf8')).flatMap(({ files }) => [...files.values()]));

function pick<T>(random: Randomly, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** The text after one edit: lines move, come from elsewhere or go, words change, signs get lost. */
function edited(text: string, random: Randomly): string {
  const lines = text.split('\n');
  const at = Math.floor(random() * lines.length);
  const kind = random();
  if (kind < 0.25) return [...lines.slice(0, at), pick(random, pick(random, texts).split('\n')), ...lines.slice(at)].join('\n');
  if (kind < 0.4) return lines.toSpliced(at, 1).join('\n');
  if (kind < 0.55) return [...lines.slice(0, at), lines[Math.floor(random() * lines.length)], ...lines.slice(at)].join('\n');
  const words = [...text.matchAll(/[\w$]+|[^\s\w]/g)];
  if (words.length === 0) return pick(random, texts);
  const word = pick(random, words);
  const other = kind < 0.9 ? pick(random, words)[0] : '';
  return `${text.slice(0, word.index)}${other}${text.slice(word.index + word[0].length)}`;
}

/** What the rules find, as text. They look at the file alone. */
function found(file: ParsedFile): readonly string[] {
  const context = { file, facts: [], python: undefined, document: undefined } as unknown as RuleContext;
  return acme.rules.flatMap((rule) => [...rule.check(context)].map(({ range, message, fixes }) =>
    `${rule.id} ${range.start}-${range.end} ${message.what} ${fixes.map((fix) => `${fix.applicability} ${JSON.stringify(fix.edits())}`).join()}`));
}

describe('edits', () => {
  it('find the same in a text that is edited and in one that is new', async () => {
    const parsers = await testParsers();
    let compared = 0;
    for (let seed = firstSeed; seed < firstSeed + sequences; seed++) {
      const random = randomOf(seed);
      let text = `${pick(random, texts)}\n${pick(random, texts)}`;
      let file = parse('file:///w/app.tsx', text, 'typescript', { parsers, keep: true });
      for (let i = 0; i < 12; i++) {
        text = edited(text, random);
        file = parse('file:///w/app.tsx', text, 'typescript', { parsers, keep: true, previous: file });
        const anew = found(parse('file:///w/app.tsx', text, 'typescript', { parsers }));
        expect(found(file), `seed ${seed}, edit ${i}:\n${text}`).toEqual(anew);
        compared += anew.length;
      }
    }
    expect(compared).toBeGreaterThan(sequences);
  }, 120_000);

  it('leave texts that all fixes are done in after one plan, and parse no worse', async () => {
    const parsers = await testParsers();
    const isWhole = (content: string): boolean => {
      const file = parse('file:///w/app.tsx', content, 'typescript', { parsers });
      return file.language === 'typescript' && file.tree?.root.isBroken === false;
    };
    let changed = 0;
    for (let seed = firstSeed; seed < firstSeed + sequences; seed++) {
      const random = randomOf(seed + 10_000);
      let text = pick(random, texts);
      for (let i = 0; i < 12; i++) {
        const next = edited(text, random);
        // Nothing is fixed in a text that does not parse.
        if (isWhole(next)) text = next;
      }
      const open = (content: string) => testService({ 'app.tsx': content }, { migrations: [acme], settings: { migrations: { acme: 'on' } } });
      const first = await open(text);
      const plan = await first.service.plan({ applicability: 'unsafe' });
      expect([plan.refused, first.log.filter((line) => line.startsWith('error'))], `seed ${seed}:\n${text}`).toEqual([[], []]);
      const after = plan.files[0]?.after ?? text;
      const again = await (await open(after)).service.plan({ applicability: 'unsafe' });
      expect(again.files.map((file) => file.after), `seed ${seed}:\n${text}\n=>\n${after}`).toEqual([]);
      if (after !== text) changed++;
    }
    expect(changed).toBeGreaterThan(sequences / 4);
  }, 120_000);
});
