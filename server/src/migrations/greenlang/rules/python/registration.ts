import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import { stringLiteral } from '../../../../syntax/pythonEdits.ts';

/** Where nothing in the code describes an agent. The finding says that it has to be filled in. */
export const descriptionPlaceholder = 'TODO: describe this agent';
const namePlaceholder = 'TODO: name this agent';

/** One entry of an agent's metadata: its key, and its value as code. */
export type MetadataEntry = readonly [key: string, value: string];

/** The metadata that GreenLang 0.3 wants of an agent, as a dict with one entry a line. `indentation` is that of the line it begins on. */
export function metadataDict(entries: readonly MetadataEntry[], { indentation, step, eol, quote }: Layout): string {
  const lines = entries.map(([key, value]) => `${indentation}${step}${stringLiteral(key, quote)}: ${value}`);
  return `{${eol}${lines.join(`,${eol}`)},${eol}${indentation}}`;
}

/** How a file is written. */
export interface Layout {
  readonly indentation: string;
  readonly step: string;
  readonly eol: string;
  readonly quote: '"' | '\'';
}

/** An agent's name for people: `FuelAgent` → `Fuel Agent`, `HVACAgentV2` → `HVAC Agent V2`; without a class, from its id. */
export function agentName(className: string | undefined, id: string | undefined): string {
  const words = className?.replace(/^_+/, '').split('_').flatMap((part) => part.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|[A-Z]\d*|\d+/g) ?? []);
  if (words && words.length > 0) return words.map(capitalised).join(' ');
  const parts = id?.split(/[-_.\s]+/).filter((part) => /^[A-Za-z0-9]+$/.test(part)) ?? [];
  return parts.length > 0 ? parts.map(capitalised).join(' ') : namePlaceholder;
}

function capitalised(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

/** What a class says it is, in the first line of its docstring. */
export function descriptionOf(python: PythonAnalysis, className: string | undefined): string | undefined {
  const doc = className === undefined ? undefined : python.docOf(className);
  return doc === undefined || doc === '' || doc.includes('\\') ? undefined : doc.replace(/\.$/, '');
}
