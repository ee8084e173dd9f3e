import { interpolationsIn } from '../../syntax/interpolation.ts';
import type { DockerInstruction } from '../../syntax/shell/dockerfileReader.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import { hashOf } from '../../text/hash.ts';
import type { Range } from '../../text/range.ts';
import { copiedName } from './environmentText.ts';
import type { EnvironmentFact } from '../facts.ts';
import { itemRemoval, leadingRemoval, lineRemoval } from './places.ts';

/** Variables that an `ENV` or `ARG` sets and reads. `body` is what follows the keyword; `stage` the offset of its `FROM`. */
export function dockerVariables(source: EmbeddedText, instruction: DockerInstruction, body: EmbeddedText, stage: number): readonly EnvironmentFact[] {
  const facts: EnvironmentFact[] = [];
  const items = itemsOf(body.text, instruction.keyword === 'ENV');
  for (const [index, item] of items.entries()) {
    const name = body.text.slice(item.start, item.nameEnd);
    const range = body.rangeOf(item.start, item.nameEnd);
    if (!/^[A-Za-z_]\w*$/.test(name) || !range) continue;
    const raw = item.valueStart === undefined ? '' : body.text.slice(item.valueStart, item.end);
    const value = /^(["'])(.*)\1$/s.exec(raw)?.[2] ?? raw;
    const copyOf = copiedName(raw);
    const removal = items.length === 1 ? lineRemoval(source, instruction.range) : removalOf(body, items, index);
    facts.push({
      kind: 'environment', name, range, access: 'set', hasValue: value !== '',
      // A build argument lives only while the image is built: not the same variable as the container's.
      group: instruction.keyword === 'ENV' ? stage : range.start,
      valueHash: hashOf(value),
      ...(copyOf === undefined ? {} : { copyOf }),
      ...(removal ? { removal } : {}),
    });
    if (item.valueStart !== undefined && !raw.startsWith('\'')) facts.push(...dockerReads(body.part(item.valueStart, item.end)));
  }
  return facts;
}

/** `$NAME` and `${NAME:-default}` in the text of an instruction. */
export function dockerReads(text: EmbeddedText): readonly EnvironmentFact[] {
  const around: { readonly name: string; readonly end: number }[] = [];
  return interpolationsIn(text.text, 0).flatMap(({ name, nameRange, range: own, hasDefault }): readonly EnvironmentFact[] => {
    while ((around.at(-1)?.end ?? Infinity) <= own.start) around.pop();
    const tried = around.map((outer) => outer.name);
    if (hasDefault) around.push({ name, end: own.end });
    const range = text.rangeOf(nameRange.start, nameRange.end);
    return range ? [{ kind: 'environment', name, range, access: 'read', hasDefault, ...(tried.length > 0 ? { fallbackOf: tried } : {}) }] : [];
  });
}

interface Item {
  readonly start: number;
  readonly nameEnd: number;
  /** `undefined` when no value stands there. */
  readonly valueStart: number | undefined;
  readonly end: number;
}

/** `NAME=value NAME="v 2"`, or the old `ENV NAME the rest is the value`. */
function itemsOf(text: string, isEnv: boolean): readonly Item[] {
  const old = isEnv ? /^([A-Za-z_]\w*)[ \t]+(?!=)/.exec(text) : null;
  if (old) {
    const nameEnd = (old[1] ?? '').length;
    return [{ start: 0, nameEnd, valueStart: old[0].length, end: text.trimEnd().length }];
  }
  const items: Item[] = [];
  const word = /(?:"(?:[^"\\]|\\[^])*"|'[^']*'|\\[^\r\n]|[^\s"'\\])+/g;
  for (const { 0: whole, index } of text.matchAll(word)) {
    const equals = whole.indexOf('=');
    items.push({ start: index, nameEnd: index + (equals === -1 ? whole.length : equals), valueStart: equals === -1 ? undefined : index + equals + 1, end: index + whole.length });
  }
  return items;
}

function removalOf(body: EmbeddedText, items: readonly Item[], index: number): Range | undefined {
  const item = items[index] as Item;
  const before = items[index - 1];
  const next = items[index + 1];
  return (before && itemRemoval(body, before.end, item)) ?? (next && leadingRemoval(body, item, next.start));
}
