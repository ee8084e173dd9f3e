import type { KindAt } from '../schemas/kinds.ts';
import { keysAt, valuesAt, type KeyInfo, type ValueInfo } from '../schemas/schemaInfo.ts';
import type { YamlPath } from '../syntax/yamlPath.ts';
import type { Edit } from '../text/edit.ts';
import type { Completion } from './languageService.ts';

/** What the language of a file makes of a proposal. */
interface Written {
  readonly edit: Edit;
  /** What the replaced text is compared with; the label without it. */
  readonly filter?: string;
}

/** The values that a schema names for a place, in its order. `kindAt`: see `partsAt`. */
export function valueCompletions(schema: string, path: YamlPath, write: (value: ValueInfo['value']) => Written, kindAt?: KindAt): readonly Completion[] {
  return valuesAt(schema, path, kindAt).map(({ value, source, description }, index): Completion => ({
    label: String(value),
    kind: source === 'enum' || source === 'const' || source === 'boolean' ? 'enum' : 'value',
    ...(source === 'default' ? { detail: 'default' } : {}),
    ...(description === '' ? {} : { markdown: description }),
    ...write(value),
    sort: String(index).padStart(3, '0'),
  }));
}

/** The keys that a schema knows at a place and that fit there: required ones first, deprecated ones last. */
export function keyCompletions(schema: string, path: YamlPath, fits: (key: KeyInfo) => boolean, write: (key: KeyInfo) => Written, kindAt?: KindAt): readonly Completion[] {
  return keysAt(schema, path, kindAt).filter(fits).map((info): Completion => ({
    label: info.name,
    kind: 'key',
    markdown: info.description,
    detail: info.required ? 'required' : info.deprecated && info.replacement !== undefined ? `use ${info.replacement}` : '',
    deprecated: info.deprecated,
    ...write(info),
    sort: keyOrder(info),
  }));
}

/** Where a key, or a variable, stands in the list. */
export function keyOrder({ name, required, deprecated }: Pick<KeyInfo, 'name' | 'required' | 'deprecated'>): string {
  return `${deprecated ? '9' : required ? '0' : '1'}${name}`;
}
