import { resolve } from '../../syntax/yamlPath.ts';
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../syntax/yamlTree.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import { hashOf } from '../../text/hash.ts';
import type { EnvironmentFact } from '../facts.ts';
import { wholeRead } from './interpolatedReads.ts';
import type { YamlScope } from './yamlScope.ts';

/** What is particular about a place where variables are set. */
export interface AssignmentStyle {
  /** Which keys are names; any valid name without it. */
  readonly names?: RegExp;
  /** A name without a value takes over the caller's value (compose). */
  readonly inherits?: boolean;
  /** Which variable a value just hands on, where values see the other variables of the same place. */
  readonly copyOf?: (value: string) => string | undefined;
  /** What reads variables in a value; the second argument is the name that gets it. */
  readonly reads?: (text: EmbeddedText, assigned: string) => readonly EnvironmentFact[];
  /** The object whose keys the names are: `ConfigMap/settings`. */
  readonly keyOf?: string | undefined;
}

export const anyName = /^[A-Za-z_]\w*$/;
/** As variables are written by nearly everybody, and keys of other mappings by nobody. */
export const upperName = /^[A-Z_][A-Z0-9_]*$/;
/** `$A` and `${A}` of the variables set at the same place. */
export const copyByDollar = wholeRead;
/** `$(A)` of Kubernetes. */
export const copyByParentheses = (value: string): string | undefined => /^\$\(([A-Za-z_]\w*)\)$/.exec(value.trim())?.[1];

/** Variables set by a mapping, a list of `NAME=value`, or a list of mappings with `name`. Other values set nothing. */
export function environmentIn(scope: YamlScope, node: YamlNode | undefined, style: AssignmentStyle): void {
  const place = resolve(node);
  if (place?.kind !== 'map' && place?.kind !== 'seq') return;
  if (!scope.enter(place)) return;
  if (place.kind === 'map') fromMap(scope, place, style);
  else fromList(scope, place, style);
}

function fromMap(scope: YamlScope, map: YamlMap, style: AssignmentStyle): void {
  map.entries.forEach(({ key, name, value }, index) => {
    if (name === '<<') {
      const merged = resolve(value);
      for (const part of merged?.kind === 'seq' ? merged.items.map((item) => item.value) : [merged]) environmentIn(scope, part, style);
      return;
    }
    if (key.kind !== 'scalar' || name === undefined || !(style.names ?? anyName).test(name)) return;
    const content = resolve(value);
    assign(scope, style, { place: map, index, name, key: scope.textOf(key), value: content, inherits: value === undefined && style.inherits === true });
    if (content?.kind === 'scalar') scope.add(...style.reads?.(scope.textOf(content), name) ?? []);
  });
}

function fromList(scope: YamlScope, list: YamlSeq, style: AssignmentStyle): void {
  list.items.forEach(({ value }, index) => {
    if (value?.kind === 'scalar') fromItem(scope, list, index, value, style);
    else if (value?.kind === 'map') fromNamed(scope, list, index, value, style);
    else if (value) environmentIn(scope, value, style);
  });
}

/** `NAME=value` and `NAME`. */
function fromItem(scope: YamlScope, list: YamlSeq, index: number, item: YamlScalar, style: AssignmentStyle): void {
  if (typeof item.value !== 'string') return;
  const text = scope.textOf(item);
  const match = /^\s*([A-Za-z_]\w*)\s*(=|$)/.exec(text.text);
  const name = match?.[1];
  if (!match || name === undefined || !(style.names ?? anyName).test(name)) return;
  const start = match[0].indexOf(name);
  const assigned = match[2] === '=' ? text.part(match[0].length) : undefined;
  assign(scope, style, { place: list, index, name, key: text.part(start, start + name.length), value: assigned?.text, inherits: assigned === undefined });
  if (assigned) scope.add(...style.reads?.(assigned, name) ?? []);
}

/** `{name: NAME, value: …}` and `{name: NAME, valueFrom: …}`. */
function fromNamed(scope: YamlScope, list: YamlSeq, index: number, item: YamlMap, style: AssignmentStyle): void {
  const named = item.entries.find(({ name }) => name === 'name' || name === 'Name')?.value;
  const key = resolve(named);
  if (key?.kind !== 'scalar' || typeof key.value !== 'string' || !(style.names ?? anyName).test(key.value)) return;
  const value = resolve(item.entries.find(({ name }) => name === 'value' || name === 'Value' || name === 'valueFrom')?.value);
  assign(scope, style, { place: list, index, name: key.value, key: scope.textOf(key), value, inherits: false });
  if (value?.kind === 'scalar') scope.add(...style.reads?.(scope.textOf(value), key.value) ?? []);
}

/** One assignment of a mapping or list. */
export interface Assignment {
  readonly place: YamlMap | YamlSeq;
  readonly index: number;
  readonly name: string;
  readonly key: EmbeddedText;
  readonly value: YamlNode | string | undefined;
  /** The value is the caller's. */
  readonly inherits: boolean;
}

function assign(scope: YamlScope, style: AssignmentStyle, assignment: Assignment): void {
  scope.add(assignmentFact(scope, style, assignment));
}

/** The fact of one assignment; `undefined` where the file does not have the name as it is. */
export function assignmentFact(scope: YamlScope, style: AssignmentStyle, { place, index, name, key, value, inherits }: Assignment): EnvironmentFact | undefined {
  const range = key.text === name ? key.rangeOf(0, name.length) : undefined;
  if (!range) return undefined;
  const text = typeof value === 'string' ? value : value?.kind === 'scalar' ? (value.value === null ? '' : scope.textOf(value).text) : undefined;
  // Equal sources (`valueFrom`) give equal values.
  const known = text ?? (value && typeof value !== 'string' ? scope.source.text.slice(value.range.start, value.range.end) : '');
  const copyOf = text === undefined ? undefined : style.copyOf?.(text);
  const removal = scope.removal(place, index);
  return {
    kind: 'environment', name, range, access: 'set', hasValue: inherits || known !== '', group: scope.offset(place.range.start),
    ...(removal ? { removal } : {}), ...(inherits ? {} : { valueHash: hashOf(known) }), ...(copyOf === undefined ? {} : { copyOf }), ...(style.keyOf === undefined ? {} : { keyOf: style.keyOf }),
  };
}
