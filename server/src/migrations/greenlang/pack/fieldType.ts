import type { FieldTypeFact } from '../../../facts/facts.ts';
import type { ProjectView } from '../../../analysis/project.ts';

export type FieldType = FieldTypeFact['type'];

/** A field's type and what it rests on. Only `name` and `none` are guesses. */
export interface InferredType {
  readonly type: FieldType;
  readonly source: 'data' | 'annotation' | 'guide' | 'name' | 'none';
}

/** Names that the guide itself types (Step 4). */
const guideTypes: Readonly<Record<string, FieldType>> = { fuel_type: 'string', consumption: 'number', unit: 'string', co2e_emissions_kg: 'number' };

/** Name patterns, most telling first. They only ever make an unsafe fix. */
const patterns: readonly (readonly [RegExp, FieldType])[] = [
  [/^(is|has|should|use|enable|allow|include)_|_(enabled|required|flag)$/, 'boolean'],
  [/_(id|name|type|code|unit|date|time|timestamp|url|path|region|country|status|currency|method|label|description)$|^(id|name|unit|date|region|country|status|currency|description)$/, 'string'],
  [/_(count|year|month|day|days|hours|minutes|seconds|index)$|^(count|year|month|day|num_\w+|n_\w+)$/, 'integer'],
  [/_(kg|g|t|tonnes?|kwh|mwh|gj|mj|kw|mw|m2|m3|km|liters?|litres?|gallons?|pct|percent(age)?|ratio|rate|factor|score|cost|price|amount|value|total|temperature|pressure|flow|area|volume|weight|intensity|efficiency|emissions?)$/, 'number'],
  [/^(amount|consumption|quantity|emissions?|intensity|efficiency|temperature|pressure|area|volume|cost|price|score|total)$/, 'number'],
  [/_(list|items|records|results|series|values|readings)$|^(items|records|results|readings)$/, 'array'],
  [/_(data|config|params|parameters|options|metadata|breakdown|details|summary)$|^(data|config|params|parameters|options|metadata|details)$/, 'object'],
];

/**
 * The type of a field that AgentSpec v1 only named, for the pack in `folder`: sample data, then annotations in the pack's code,
 * then the guide's own names, then the look of the name, then `string`. Data or annotations that disagree prove nothing.
 */
export function inferType(name: string, folder: string, project: ProjectView): InferredType {
  const facts = project.fieldTypes(folder, name).map(({ fact }) => fact);
  for (const source of ['data', 'annotation'] as const) {
    const type = agreed(facts.filter((fact) => fact.source === source).map(({ type: found }) => found));
    if (type) return { type, source };
  }
  const guide = Object.hasOwn(guideTypes, name) ? guideTypes[name] : undefined;
  if (guide) return { type: guide, source: 'guide' };
  const pattern = patterns.find(([expression]) => expression.test(name));
  return pattern ? { type: pattern[1], source: 'name' } : { type: 'string', source: 'none' };
}

/** The one type all agree on; whole numbers and numbers together are numbers. */
function agreed(types: readonly FieldType[]): FieldType | undefined {
  const distinct = new Set(types);
  if (distinct.has('integer') && distinct.has('number')) distinct.delete('integer');
  return distinct.size === 1 ? [...distinct][0] : undefined;
}

/** Whether the type follows from something rather than being guessed. */
export function isProven({ source }: InferredType): boolean {
  return source !== 'name' && source !== 'none';
}
