import type { KeyInfo } from '../schemas/schemaInfo.ts';
import type { ParsedToml } from '../syntax/parsedFile.ts';
import { tomlCursorAt } from '../syntax/tomlCursor.ts';
import { replace } from '../text/edit.ts';
import type { Completion } from './languageService.ts';
import { keyCompletions, valueCompletions } from './schemaCompletions.ts';

/** Keys, tables and values of a TOML document that its schema knows and that fit at the offset. */
export function tomlCompletions({ text, lines }: ParsedToml, schema: string, offset: number): readonly Completion[] {
  const cursor = tomlCursorAt(text, lines, offset);
  if (!cursor) return [];
  if (cursor.part === 'value') {
    return valueCompletions(schema, cursor.path, (value) => ({
      edit: replace(cursor.word, typeof value === 'string' && cursor.quote === '' ? JSON.stringify(value) : String(value)),
    }));
  }
  const isTable = cursor.part === 'table';
  const follows = text.slice(cursor.word.end, cursor.word.end + 20);
  const fits = ({ name, kind }: KeyInfo): boolean => !cursor.present.has(name) && (kind === 'map') === isTable;
  return keyCompletions(schema, cursor.path, fits, ({ name }) => ({
    edit: replace(cursor.word, isTable ? name + (/^\s*\]/.test(follows) ? '' : ']') : name + (/^\s*=/.test(follows) ? '' : ' = ')),
  }));
}
