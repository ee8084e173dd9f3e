import { compareVersions } from '../../analysis/lifecycle.ts';
import { compilePattern, readReplacement } from '../../analysis/changes/textPattern.ts';
import type { YamlPath } from '../../syntax/yamlPath.ts';
import { isDay } from './days.ts';
import type { MigrationFile, OwnChange } from './migrationFile.ts';
import { checkSymbol, isSymbolChange } from './checkSymbol.ts';
import { wrong, type ContentProblem } from './problems.ts';

/** What the checks of all changes of one file share. */
export interface ChangeChecks {
  readonly file: MigrationFile;
  /** Variables that a change renames, with their new names; filled on the way. */
  readonly renamed: Map<string, string>;
}

/** Names of one letter stand in every file. */
const shortestVariable = 2;

/** What makes no sense in one change, by its kind; what all kinds share comes first. */
export function* checkChange(change: OwnChange, at: YamlPath, checks: ChangeChecks): Iterable<ContentProblem> {
  if ('document' in change) yield* checkDocument(change, at, checks.file);
  if (isSymbolChange(change)) return yield* checkSymbol(change, at, checks.file);
  switch (change.kind) {
    case 'environmentRenamed':
      yield* differs(change.from, change.to, [...at, 'to']);
      yield* longEnough(change.from, [...at, 'from']);
      return yield* checkRenamed(change, at, checks.renamed);
    case 'environmentReplaced':
      yield* longEnough(change.from, [...at, 'from']);
      return yield* differs(change.from, change.to, [...at, 'to']);
    case 'environmentDefaultMoved':
      yield* longEnough(change.name, [...at, 'name']);
      yield* differs(change.from, change.to, [...at, 'to']);
      return yield* differs(change.name, change.keptAs, [...at, 'keptAs']);
    case 'settingRenamed':
    case 'settingReplaced':
    case 'itemRenamed':
      return yield* differs(change.path.at(-1) ?? '', change.to, [...at, 'to']);
    case 'settingVersion':
    case 'commandRenamed':
    case 'endpointMoved':
      return yield* differs(change.from, change.to, [...at, 'to']);
    case 'environmentDefault':
      for (const [index, name] of change.names.entries()) yield* longEnough(name, [...at, 'names', index]);
      return;
    case 'environmentSecret':
    case 'environmentAdded':
    case 'environmentValueRenamed':
      return yield* longEnough(change.name, [...at, 'name']);
    case 'packageRaised':
      if (change.below !== undefined && compareVersions(change.below, change.since) <= 0) yield wrong([...at, 'below'], `No version is ${change.since} or newer and before ${change.below}.`, '', 'Correct one of the two versions.');
      return;
    case 'versionRoute':
      return yield* checkHops(change.hops, [...at, 'hops']);
    case 'apiVersionRaised':
      for (const [index, { version, endsOn }] of change.versions.entries()) {
        yield* differs(version, change.to, [...at, 'versions', index, 'version']);
        if (!isDay(endsOn)) yield wrong([...at, 'versions', index, 'endsOn'], `There is no day ${endsOn}.`, '', 'Write year, month and day: `2027-01-31`.');
      }
      return;
    case 'textMatched':
      return yield* checkText(change, at);
    case 'settingRequired':
    case 'settingValueRenamed':
    case 'settingAdded':
    case 'settingMoved':
    case 'settingSecret':
    case 'columnDropped':
    case 'packageRequired':
    case 'runtimeRaised':
    case 'modulesOnly':
    case 'flagRequired':
    case 'logTextSearched':
      return;
  }
}

function* checkDocument(change: Extract<OwnChange, { readonly document: string }>, at: YamlPath, { documents = [] }: MigrationFile): Iterable<ContentProblem> {
  const document = documents.find(({ id }) => id === change.document);
  if (!document) {
    const known = documents.length === 0 ? 'The file lists no `documents`.' : `Those of this file are ${documents.map(({ id }) => `\`${id}\``).join(', ')}.`;
    yield wrong([...at, 'document'], `There is no document \`${change.document}\`.`, known, 'Add it to `documents`, with the names of its files, or correct its id.');
  } else if (change.kind === 'settingMoved' && document.language !== 'toml') {
    yield wrong([...at, 'document'], 'Settings are moved in TOML only.', '', 'Use `settingRequired` and `settingRenamed`, or leave it to people.');
  }
}

/** A change from something to itself is found again and again. */
function* differs(from: string, to: string, path: YamlPath): Iterable<ContentProblem> {
  if (from === to) yield wrong(path, 'The new form is the old one.', 'Nothing would change, and the same would be found again.', 'Correct one of the two.');
}

function* longEnough(name: string, path: YamlPath): Iterable<ContentProblem> {
  if (name.length < shortestVariable) yield wrong(path, `The name ${name} is too short to be searched for.`, 'It stands in every file.', 'Leave this change to people.');
}

/** A name has one new name, and no way leads back to it. */
function* checkRenamed({ from, to }: { readonly from: string; readonly to: string }, at: YamlPath, renamed: Map<string, string>): Iterable<ContentProblem> {
  const known = renamed.get(from);
  if (known !== undefined) yield wrong([...at, 'from'], `${from} is renamed to ${known} already.`, 'A name can have one new name only.', 'Remove one of the two changes.');
  renamed.set(from, to);
  const seen = new Set([from]);
  for (let next: string | undefined = to; next !== undefined; next = renamed.get(next)) {
    if (seen.has(next) && next === from && from !== to) return yield wrong([...at, 'to'], `This leads back to ${from}, which other changes rename.`, 'Nothing would ever be settled.', 'Remove one of the changes.');
    if (seen.has(next)) return;
    seen.add(next);
  }
}

function* checkHops(hops: readonly { readonly from: string; readonly to: string }[], at: YamlPath): Iterable<ContentProblem> {
  for (const [index, { from, to }] of hops.entries()) {
    if (compareVersions(to, from) <= 0) yield wrong([...at, index, 'to'], `${to} is not newer than ${from}.`, '', 'Correct one of the two versions.');
    const before = hops[index - 1];
    if (before && before.to !== from) yield wrong([...at, index, 'from'], `This begins at ${from}, and the upgrade before it ends at ${before.to}.`, 'Each begins where the one before leads.', 'Bring them into order, or fill the gap.');
  }
}

function* checkText(change: Extract<OwnChange, { readonly kind: 'textMatched' }>, at: YamlPath): Iterable<ContentProblem> {
  if (change.languages === undefined && change.files === undefined) {
    yield wrong([...at, 'kind'], 'Nothing says in which files the text is looked for.', '', 'Add `languages`, `files` or both.');
  }
  const pattern = compilePattern(change.pattern);
  if ('problem' in pattern) return yield wrong([...at, 'pattern'], `The pattern cannot be used: ${pattern.problem}.`, '', 'Correct it.');
  if (change.replacement === undefined) return;
  const replacement = readReplacement(change.replacement, pattern);
  if ('problem' in replacement) yield wrong([...at, 'replacement'], `The replacement cannot be used: ${replacement.problem}.`, '', 'Write `$1` or `${name}` for a group of the pattern, and `$$` for a dollar sign.');
}
