import type { Finding, Fix } from '../analysis/diagnostic.ts';
import type { DotenvEntry, DotenvFile } from '../syntax/dotenvTree.ts';
import { renameKey, replaceScalar } from '../syntax/yamlEdits.ts';
import { fromPointer, toPointer } from '../syntax/yamlPath.ts';
import type { YamlNode, YamlScalar } from '../syntax/yamlTree.ts';
import { replace, type Edit } from '../text/edit.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { Range } from '../text/range.ts';
import { explain, type Explained, type Suggestion, unknownKeys } from './explain.ts';
import { opaque, Places, toInstance } from './instance.ts';
import type { JsonSchema } from './jsonSchema.ts';
import { kindsOfValue, type KindAt } from './kinds.ts';
import { locate, type Location } from './locate.ts';
import { schemaById } from './schemaCatalog.ts';
import { violationsOf, type Violation } from './violations.ts';

type SchemaFinding = Finding & { readonly covers: string[] };

/**
 * What is wrong with a YAML document by a schema of the catalogue, sorted by position. Takes the file's text and lines and the
 * document's root. Each finding `covers` the JSON pointer of its place, so that a rule's finding about it can win. None for an
 * empty document or an unknown schema. Fixes assume a text without syntax problems.
 */
export function yamlSchemaFindings(text: string, lines: LineIndex, root: YamlNode | undefined, schemaId: string): Finding[] {
  const compiled = schemaById(schemaId);
  if (!compiled || !root) return [];
  const findings: SchemaFinding[] = [];
  const causes = new Map<string, { readonly covers: string[] }>();
  const renamed = new Set<string>();
  const places = new Places(root);
  /** Findings about keys that resemble none of the schema's, by the mapping they stand in. */
  const foreign = new Map<string, SchemaFinding[]>();
  const instance = toInstance(root);
  const isStrict = compiled.schema['x-upguide-strict'] === true;
  for (const { violation, explained } of explainAll(compiled.schema, violationsOf(compiled, instance), kindsOfValue(instance))) {
    const pointer = toPointer(violation.path);
    const location = locate(violation, places, lines);
    if (!location || (!isStrict && readsAsWanted(violation, location.place?.node))) continue;
    // Through an alias one place of the text is wrong in several places of the data: one finding.
    const known = causes.get(location.cause);
    if (known) {
      known.covers.push(pointer);
      continue;
    }
    const meant = violation.kind === 'unknownKey' && explained.suggestion ? [...violation.path.slice(0, -1), explained.suggestion.text] : undefined;
    const taken = meant !== undefined && (places.at(meant) !== undefined || renamed.has(toPointer(meant)));
    if (meant) renamed.add(toPointer(meant));
    const finding = {
      range: location.range,
      message: explained.message,
      severity: taken && !isStrict ? 'information' as const : explained.severity,
      // A second key of that name would break the file.
      fixes: taken ? [] : yamlFixes(text, violation, location, explained),
      covers: [pointer],
    };
    causes.set(location.cause, finding);
    findings.push(finding);
    if (violation.kind === 'unknownKey' && violation.report !== 'error' && !explained.suggestion) {
      const parent = toPointer(violation.path.slice(0, -1));
      const crowd = foreign.get(parent);
      if (crowd) crowd.push(finding);
      else foreign.set(parent, [finding]);
    }
  }
  return withoutCrowds(findings, foreign, compiled.schema).sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** More unknown keys than this in one mapping have one cause: it speaks another dialect. */
const keysShown = 3;

/** Puts one finding in the place of many unknown keys of one mapping. */
function withoutCrowds(findings: readonly SchemaFinding[], foreign: ReadonlyMap<string, readonly SchemaFinding[]>, schema: JsonSchema): SchemaFinding[] {
  const dropped = new Set<SchemaFinding>();
  const merged: SchemaFinding[] = [];
  for (const crowd of foreign.values()) {
    const [first] = crowd;
    if (!first || crowd.length <= keysShown) continue;
    for (const finding of crowd) dropped.add(finding);
    const covers = crowd.flatMap((finding) => finding.covers);
    merged.push({ ...first, message: unknownKeys(covers.slice(0, keysShown).map(fromPointer), crowd.length, schema), covers });
  }
  return dropped.size === 0 ? [...findings] : [...findings.filter((finding) => !dropped.has(finding)), ...merged];
}

/** How a `.env` file is to be judged. */
export interface DotenvSchemaOptions {
  /** Whether the file must hold every required variable: not so for overlays and templates. Default: no. */
  readonly complete?: boolean;
}

/**
 * What is wrong with a `.env` file by a schema of the catalogue, sorted by position. Messages name variables, never values.
 * Empty values and interpolations are not judged. `covers` is `/NAME`.
 */
export function dotenvSchemaFindings(file: DotenvFile, schemaId: string, options: DotenvSchemaOptions = {}): Finding[] {
  const compiled = schemaById(schemaId);
  if (!compiled) return [];
  const entries = new Map<string, DotenvEntry>();
  // Of equal names the last one counts, as dotenv reads it.
  for (const entry of file.entries) entries.set(entry.name, entry);
  const instance = Object.create(null) as Record<string, unknown>;
  for (const [name, entry] of entries) {
    if (entry.value !== '' || options.complete !== true) instance[name] = entry.interpolations.length > 0 || entry.value === '' ? opaque : entry.value;
  }
  const findings: Finding[] = [];
  for (const { violation, explained } of explainAll(compiled.schema, violationsOf(compiled, instance))) {
    const name = String(violation.path[0] ?? '');
    const entry = entries.get(name);
    if (violation.kind === 'missing' && options.complete !== true) continue;
    const range = violation.kind === 'missing' || violation.kind === 'unknownKey' || !entry || isEmpty(entry.valueRange)
      ? (entry ?? file.entries[0])?.nameRange : entry.valueRange;
    if (!range) continue;
    const { suggestion } = explained;
    if (violation.kind === 'unknownKey' && suggestion && entries.has(suggestion.text)) continue;
    const fixes = entry && suggestion ? [dotenvFix(file, entry, violation, suggestion)] : [];
    findings.push({ range, message: explained.message, severity: explained.severity, fixes, covers: [toPointer(violation.path)] });
  }
  return findings.sort((a, b) => a.range.start - b.range.start);
}

/** The violations that are findings. A key that is missing because it is misspelt is one finding: the misspelt key. */
function explainAll(schema: JsonSchema, violations: readonly Violation[], kindAt?: KindAt): { readonly violation: Violation; readonly explained: Explained }[] {
  const found = violations.flatMap((violation) => {
    const explained = explain(violation, schema, kindAt);
    return explained ? [{ violation, explained }] : [];
  });
  const misspelt = new Set(found.flatMap(({ violation, explained }) => (violation.kind === 'unknownKey' && explained.suggestion
    ? [toPointer([...violation.path.slice(0, -1), explained.suggestion.text])] : [])));
  return found.filter(({ violation }) => violation.kind !== 'missing' || !misspelt.has(toPointer(violation.path)));
}

/** Programs that read the file by YAML 1.1 take `yes` for a boolean and `1_000` for a number. */
function readsAsWanted(violation: Violation, node: YamlNode | undefined): boolean {
  if (violation.kind !== 'type' || node?.kind !== 'scalar' || node.style !== 'plain' || typeof node.value !== 'string') return false;
  if (violation.expected.includes('boolean') && /^(?:y|n|yes|no|on|off)$/i.test(node.value)) return true;
  return violation.expected.some((type) => type === 'number' || type === 'integer') && /^[-+]?\d[\d_]*(?:\.[\d_]*)?$/.test(node.value);
}

function yamlFixes(text: string, violation: Violation, location: Location, explained: Explained): Fix[] {
  const { place } = location;
  if (!place) return [];
  // What an alias stands for means other places, too, that nobody looked at.
  const safe = explained.suggestion?.certain === true && !place.shared;
  const scalar = place.node?.kind === 'scalar' ? place.node : undefined;
  if (violation.kind === 'unknownKey' && explained.suggestion) {
    const { entry } = place;
    const { text: name } = explained.suggestion;
    return entry?.key.kind === 'scalar' ? [fix(`Rename to ${name}`, safe, () => renameKey(text, entry, name))] : [];
  }
  if (violation.kind === 'value' && explained.suggestion && scalar) {
    const { text: value } = explained.suggestion;
    if (typeof scalar.value === 'string') return [fix(`Replace with ${value}`, safe, () => replaceScalar(text, scalar, value))];
    return [fix(`Write "${value}" in quotes`, safe, () => replace(scalar.range, JSON.stringify(value)))];
  }
  return violation.kind === 'type' && scalar ? quoteFixes(text, violation, scalar) : [];
}

/** A number or boolean where a text belongs gets quotes; a quoted one where a number or boolean belongs loses them. */
function quoteFixes(text: string, violation: Violation & { kind: 'type' }, scalar: YamlScalar): Fix[] {
  const written = text.slice(scalar.range.start, scalar.range.end);
  if (scalar.style === 'plain' && typeof scalar.value !== 'string' && violation.expected.includes('string')) {
    return [fix('Put the value in quotes', false, () => replace(scalar.range, JSON.stringify(written)))];
  }
  if ((scalar.style !== 'single' && scalar.style !== 'double') || typeof scalar.value !== 'string') return [];
  const wanted = violation.expected.includes('boolean') ? /^(?:true|false)$/ : violation.expected.includes('integer') ? /^-?(?:0|[1-9]\d*)$/
    : violation.expected.includes('number') ? /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/ : undefined;
  const { value } = scalar;
  return wanted?.test(value) ? [fix('Remove the quotes', false, () => replace(scalar.range, value))] : [];
}

function dotenvFix(file: DotenvFile, entry: DotenvEntry, violation: Violation, suggestion: Suggestion): Fix {
  const { text } = suggestion;
  if (violation.kind === 'unknownKey') {
    // Unsafe: other files may read the name as it is.
    const same = file.entries.filter(({ name }) => name === entry.name);
    return { title: `Rename to ${text}`, applicability: 'unsafe', bulk: true, edits: () => same.map(({ nameRange }) => replace(nameRange, text)) };
  }
  const quotes = { none: '', single: '\'', double: '"', backtick: '`' }[entry.quote];
  return fix(`Replace with ${text}`, suggestion.certain, () => replace(entry.valueRange, quotes + text + quotes));
}

function fix(title: string, safe: boolean, edit: () => Edit): Fix {
  return { title, applicability: safe ? 'safe' : 'unsafe', bulk: true, edits: () => [edit()] };
}

function isEmpty(range: Range): boolean {
  return range.start === range.end;
}
