import type { EmbeddedText } from '../../text/embeddedText.ts';
import { hashOf } from '../../text/hash.ts';
import type { EnvironmentFact, Fact } from '../facts.ts';
import { interpolatedReads, kubernetesReads, templateReads } from './interpolatedReads.ts';
import { isEnvironmentKey } from './plainYaml.ts';
import { suggestedVariable } from './suggestions.ts';

/** A key above a line, by its indentation. */
interface OpenKey {
  readonly indent: number;
  readonly name: string;
  readonly at: number;
}

/**
 * What is certain in a template of a YAML file (`{{ … }}`) that does not parse as YAML: names of `env` lists and of ConfigMaps, and look-ups.
 * Goes by lines and indentation, so nothing is known of where an entry ends: these facts never say what could be removed. Never throws.
 */
export function templateFacts(source: EmbeddedText): readonly Fact[] {
  const reader = new TemplateReader(source);
  const { text } = source;
  for (let at = 0; at < text.length;) {
    const close = text.indexOf('\n', at);
    reader.line(at, close === -1 ? text.length : close);
    at = close === -1 ? text.length : close + 1;
  }
  return reader.facts;
}

class TemplateReader {
  readonly facts: EnvironmentFact[] = [];
  readonly #source: EmbeddedText;
  #keys: OpenKey[] = [];
  /** `kind:` of the manifest that the lines belong to. */
  #kind: string | undefined;
  #manifest = false;

  constructor(source: EmbeddedText) {
    this.#source = source;
  }

  line(start: number, end: number): void {
    const content = this.#source.text.slice(start, end).trimEnd();
    const indent = content.search(/\S/);
    // A line of nothing but template tags says nothing about nesting.
    if (indent !== -1 && content[indent] === '#') {
      const suggested = suggestedVariable(this.#source, start + indent, start + content.length);
      if (suggested) this.facts.push(suggested);
      return;
    }
    if (indent === -1 || /^\s*(?:\{[{%#].*[%}#]\})+$/.test(content)) return;
    if (/^---(?:\s|$)/.test(content)) {
      this.#keys = [];
      this.#kind = undefined;
      this.#manifest = false;
      return;
    }
    const dash = /^(?:-\s+)?/.exec(content.slice(indent))?.[0].length ?? 0;
    while (this.#keys.length > 0 && (this.#keys.at(-1)?.indent ?? 0) >= indent + (dash > 0 ? 1 : 0)) this.#keys.pop();
    const match = /^(["']?)([\w./-]+)\1\s*:(?:\s+(.*))?$/.exec(content.slice(indent + dash));
    const key = match?.[2];
    const text = this.#source.part(start, start + content.length);
    if (match && key !== undefined) {
      const keyStart = start + indent + dash + (match[1] ?? '').length;
      this.#key(key, keyStart, start + content.length - (match[3] ?? '').length, match[3] ?? '', dash > 0);
      this.#keys.push({ indent: indent + dash, name: key, at: keyStart });
    } else if (dash > 0) {
      this.#item(start + indent + dash, content.slice(indent + dash));
    }
    this.facts.push(...interpolatedReads(text), ...templateReads(text));
    if (this.#manifest && key === 'value') this.facts.push(...kubernetesReads(text));
  }

  #key(name: string, keyStart: number, valueStart: number, value: string, isItem: boolean): void {
    const parent = this.#keys.at(-1);
    if (parent === undefined && name === 'kind') this.#kind = value.trim();
    if (parent === undefined && name === 'apiVersion') this.#manifest = true;
    const scalar = /^(["']?)([A-Za-z_]\w*)\1\s*(?:#.*)?$/.exec(value);
    const named = scalar?.[2] ?? '';
    const namedStart = valueStart + (scalar?.[1] ?? '').length;
    if (isItem && name === 'name' && parent && isEnvironmentKey(parent.name) && scalar) {
      this.#set(named, namedStart, parent, undefined);
    } else if (name === 'key' && /^(?:configMapKeyRef|secretKeyRef)$/.test(parent?.name ?? '') && scalar && /^[A-Z_][A-Z0-9_]*$/.test(named)) {
      this.#add({ kind: 'environment', name: named, access: 'read', renaming: 'none', because: 'it is a key of a ConfigMap or Secret, which has to get the new key first' }, namedStart);
    } else if (!isItem && parent && /^[A-Z_][A-Z0-9_]*$/.test(name) && (isEnvironmentKey(parent.name) || this.#isData(parent.name))) {
      this.#set(name, keyStart, parent, value);
    }
  }

  #isData(parent: string): boolean {
    return this.#keys.length === 1 && (parent === 'data' || parent === 'stringData') && (this.#kind === 'ConfigMap' || this.#kind === 'Secret');
  }

  /** `- NAME=value` below an `environment` key. */
  #item(start: number, content: string): void {
    const parent = this.#keys.at(-1);
    const match = /^(["']?)([A-Z_][A-Z0-9_]*)=(.*)$/.exec(content);
    if (match && parent && isEnvironmentKey(parent.name)) this.#set(match[2] ?? '', start + (match[1] ?? '').length, parent, match[3] ?? '');
  }

  #set(name: string, start: number, parent: OpenKey, value: string | undefined): void {
    this.#add({
      kind: 'environment', name, access: 'set', hasValue: value !== '', group: this.#source.offsetAt(parent.at), ...(value === undefined ? {} : { valueHash: hashOf(value) }),
    }, start);
  }

  #add(fact: Omit<EnvironmentFact, 'range'>, start: number): void {
    const range = this.#source.rangeOf(start, start + fact.name.length);
    if (range) this.facts.push({ ...fact, range });
  }
}
