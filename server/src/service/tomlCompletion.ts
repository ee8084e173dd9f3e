import { keysAt, valuesAt } from '../schemas/schemaInfo.ts';
import type { ParsedToml } from '../syntax/parsedFile.ts';
import { tomlCursorAt } from '../syntax/tomlCursor.ts';
import { replace } from '../text/edit.ts';
import type { Completion } from './languageService.ts';

/** Keys, tables and values of a TOML document that its schema knows and that fit at the offset. */
export function tomlCompletions({ text, lines }: ParsedToml, schema: string, offset: number): readonly Completion[] {
  const cursor = tomlCursorAt(text, lines, offset);
  if (!cursor) return [];
  if (cursor.part === 'value') {
    return valuesAt(schema, cursor.path).map((info, index): Completion => {
      const isText = typeof info.value === 'string';
      const written = isText && cursor.quote === '' ? JSON.stringify(info.value) : String(info.value);
      return {
        label: String(info.value),
        kind: info.source === 'enum' || info.source === 'const' || info.source === 'boolean' ? 'enum' : 'value',
        ...(info.source === 'default' ? { detail: 'default' } : {}),
        ...(info.description === '' ? {} : { markdown: info.description }),
        edit: replace(cursor.word, written),
        sort: String(index).padStart(3, '0'),
      };
    });
  }
  const isTable = cursor.part === 'table';
  const follows = text.slice(cursor.word.end, cursor.word.end + 20);
  return keysAt(schema, cursor.path).filter(({ name, kind }) => !cursor.present.has(name) && (kind === 'map') === isTable).map((info): Completion => ({
    label: info.name,
    kind: 'key',
    markdown: info.description,
    detail: info.required ? 'required' : info.deprecated && info.replacement !== undefined ? `use ${info.replacement}` : '',
    deprecated: info.deprecated,
    edit: replace(cursor.word, isTable ? info.name + (/^\s*\]/.test(follows) ? '' : ']') : info.name + (/^\s*=/.test(follows) ? '' : ' = ')),
    sort: `${info.deprecated ? '9' : info.required ? '0' : '1'}${info.name}`,
  }));
}
