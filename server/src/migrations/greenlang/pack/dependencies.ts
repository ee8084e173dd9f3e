import { entryOf } from '../../../syntax/yamlPath.ts';
import type { YamlScalar } from '../../../syntax/yamlTree.ts';
import { insert, remove, replace, type Edit } from '../../../text/edit.ts';
import { columnOf, endOfLine, type PackPart, type PackText } from './part.ts';

/** Ranges that the guide gives (Step 4 and BC-008). */
const guideRanges: Readonly<Record<string, string>> = {
  numpy: '>=1.24.0,<2.0.0', pandas: '>=2.0.0,<3.0.0', greenlang: '==0.3.0', pydantic: '>=2.0.0,<3.0.0', aiohttp: '>=3.9.0', cryptography: '>=41.0.0', alembic: '>=1.12.0',
};

/** Packages that 0.3 wants newer (BC-008): a project's old pin of them would be wrong from the start. */
const raisedByUpgrade = new Set(['greenlang', 'pydantic', 'aiohttp', 'cryptography']);

/**
 * The part `dependencies` of a v1 pack: a list of names becomes a list of `{name, version}`. The version is the inline
 * specifier, else the project's own pin, else the guide's range, else left out. `undefined` when no entry is a plain name.
 */
export function dependenciesPart(pack: PackText): PackPart | undefined {
  const entry = entryOf(pack.root, 'dependencies');
  const list = entry?.value;
  if (!entry || list?.kind !== 'seq') return undefined;
  const scalars = list.items.flatMap(({ value }) => (value?.kind === 'scalar' ? [value] : []));
  if (scalars.length === 0) return undefined;
  const part = {
    range: entry.key.range,
    what: 'dependencies lists plain names; AgentSpec v2 wants a name and a version each.',
    typed: false,
    guessed: [],
    covers: ['/dependencies'],
  };
  const manual = (obstacle: string): PackPart => ({ ...part, edits: undefined, obstacle: `dependencies: ${obstacle}` });
  const requirements: { scalar: YamlScalar; name: string; version: string | undefined }[] = [];
  for (const scalar of scalars) {
    if (scalar.anchor !== undefined || scalar.tag !== undefined || typeof scalar.value !== 'string') return manual('an entry is no plain name');
    const match = /^([A-Za-z0-9][\w.-]*(?:\[[\w\s,.-]*\])?)\s*((?:[<>=!~]=?=?[^;@]+)?)$/.exec(scalar.value.trim());
    if (!match?.[1]) return manual('an entry has a marker or an address, which AgentSpec v2 has no place for');
    requirements.push({ scalar, name: match[1], version: versionOf(pack, match[1], (match[2] ?? '').trim()) });
  }
  if (list.flow && list.items.length > scalars.length) return manual('names and maps are mixed between brackets');
  return { ...part, edits: list.flow ? flowEdits(pack, entry, list.range, requirements) : requirements.flatMap((requirement) => blockEdits(pack, requirement)), obstacle: undefined };
}

type Requirement = { readonly scalar: YamlScalar; readonly name: string; readonly version: string | undefined };

function blockEdits(pack: PackText, { scalar, name, version }: Requirement): readonly Edit[] {
  const edits = [replace(scalar.range, `name: ${quotedName(name)}`)];
  if (version !== undefined) {
    const indent = ' '.repeat(columnOf(pack, scalar.range.start));
    edits.push(insert(endOfLine(pack, scalar.range.end), `${pack.lineEnd}${indent}version: "${version}"`));
  }
  return edits;
}

function flowEdits(pack: PackText, entry: { readonly colon: number; readonly range: { readonly start: number } }, list: { readonly end: number }, requirements: readonly Requirement[]): readonly Edit[] {
  const indent = ' '.repeat(columnOf(pack, entry.range.start) + pack.unit);
  const lines = requirements.flatMap(({ name, version }) => [
    `${indent}- name: ${quotedName(name)}`, ...(version === undefined ? [] : [`${indent}  version: "${version}"`]),
  ]);
  return [remove({ start: entry.colon + 1, end: list.end }), insert(endOfLine(pack, list.end), lines.map((line) => pack.lineEnd + line).join(''))];
}

/** `uvicorn[standard]` would open a bracket if it were plain. */
function quotedName(name: string): string {
  return name.includes('[') ? `"${name}"` : name;
}

function versionOf({ project }: PackText, name: string, inline: string): string | undefined {
  if (inline !== '') return inline;
  const plain = name.replace(/\[.*/, '').toLowerCase().replace(/[-_.]+/g, '-');
  if (!raisedByUpgrade.has(plain)) {
    // Other tools write versions in ways that AgentSpec does not know.
    const manifests = project.packages(plain).filter(({ fact }) => fact.ecosystem === 'pypi' && fact.syntax === undefined);
    const pins = new Set(manifests.map(({ fact }) => fact.specifier.trim()).filter((pin) => /^[<>=!~]=?=?[\w.*+!<>=~,\s-]+$/.test(pin)));
    // Manifests that disagree prove nothing.
    if (pins.size === 1) return [...pins][0];
  }
  return Object.hasOwn(guideRanges, plain) ? guideRanges[plain] : undefined;
}
