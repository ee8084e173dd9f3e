import { compareVersions } from '../../analysis/lifecycle.ts';
import { fileKind } from '../../service/fileKinds.ts';
import type { YamlPath } from '../../syntax/yamlPath.ts';
import { baseName } from '../../text/uri.ts';
import { checkChange, type ChangeChecks } from './checkChange.ts';
import { isDay } from './days.ts';
import { documentTypesOf } from './documentTypes.ts';
import type { MigrationFile, OwnEntry, OwnExample } from './migrationFile.ts';
import { doubtful, wrong, type ContentProblem } from './problems.ts';

/** No guide has more. */
const maximumChanges = 2_000;
const maximumExamples = 1_000;
/** Each of them is compiled, and looked for in every file that its literals let through. */
const maximumPatterns = 200;
const maximumExampleLength = 100_000;

/** What makes no sense in the entries of a file, each by itself and together. */
export function* checkEntries(file: MigrationFile): Iterable<ContentProblem> {
  const ids = new Set<string>();
  const checks: ChangeChecks = { file, renamed: new Map() };
  let changes = 0;
  let examples = 0;
  let patterns = 0;
  for (const [index, entry] of file.entries.entries()) {
    const at: YamlPath = ['entries', index];
    if (ids.has(entry.id)) yield wrong([...at, 'id'], `Another entry has the id ${entry.id} already.`, 'Findings are told apart by it.', 'Give each entry its own id, or put the changes into one.');
    ids.add(entry.id);
    yield* checkVersions(entry, at);
    for (const [position, change] of (entry.changes ?? []).entries()) {
      if (++changes > maximumChanges) return yield tooMany(at, maximumChanges, 'changes');
      if (change.kind === 'textMatched' && ++patterns > maximumPatterns) return yield tooMany(at, maximumPatterns, 'regular expressions');
      yield* checkChange(change, [...at, 'changes', position], checks);
    }
    for (const [position, example] of (entry.examples ?? []).entries()) {
      if (++examples > maximumExamples) return yield tooMany(at, maximumExamples, 'examples');
      yield* checkExample(file, example, [...at, 'examples', position]);
    }
  }
}

function tooMany(at: YamlPath, count: number, what: string): ContentProblem {
  return wrong([...at, 'id'], `The file has more than ${count.toLocaleString('en')} ${what}.`, 'So many cannot be looked at while you type.', 'Split the migration into several files.');
}

function* checkVersions({ deprecatedIn, removedIn, removedOn }: OwnEntry, at: YamlPath): Iterable<ContentProblem> {
  if (removedIn !== undefined && compareVersions(removedIn, deprecatedIn) < 0) {
    yield wrong([...at, 'removedIn'], `The old form is removed in ${removedIn}, before it is deprecated in ${deprecatedIn}.`, '', 'Correct one of the two versions.');
  }
  if (removedOn !== undefined && removedIn === undefined) yield wrong([...at, 'removedOn'], 'A day is given for a version that is not named.', '', 'Say in `removedIn` which version removes the old form.');
  if (removedOn !== undefined && !isDay(removedOn)) yield wrong([...at, 'removedOn'], `There is no day ${removedOn}.`, '', 'Write year, month and day: `2027-01-31`.');
}

function* checkExample(file: MigrationFile, example: OwnExample, at: YamlPath): Iterable<ContentProblem> {
  const { flagged, fixed, notFlagged } = example;
  if (flagged === undefined && notFlagged === undefined) yield wrong([...at, 'file'], 'The example has no text.', '', 'Add `flagged` with a text in which the entry must find something, or `notFlagged` with one in which it must find nothing.');
  if (flagged !== undefined && notFlagged !== undefined) yield wrong([...at, 'notFlagged'], 'The example has `flagged` and `notFlagged`.', 'Only one of them says what is expected.', 'Make two examples of it.');
  if (fixed !== undefined && notFlagged !== undefined && flagged === undefined) yield wrong([...at, 'fixed'], 'Where nothing is found, nothing is fixed.', '', 'Remove `fixed`, or write `flagged` for `notFlagged`.');
  if (fileKind(example.file, []) === undefined && !documentTypesOf(file).some(({ matchesName }) => matchesName(baseName(example.file)))) {
    yield doubtful([...at, 'file'], `No file named ${example.file} is ever looked at.`, 'Upguide tells a file\'s language by its name.', 'Give the file the name that it has in a project.');
  }
  for (const [name, text] of [['flagged', flagged], ['fixed', fixed], ['notFlagged', notFlagged], ...Object.entries(example.with ?? {})] as const) {
    const path = name === 'flagged' || name === 'fixed' || name === 'notFlagged' ? [...at, name] : [...at, 'with', name];
    if (text !== undefined && text.length > maximumExampleLength) yield wrong(path, 'The example is too long.', `Examples are run while you type, so that their texts have no more than ${maximumExampleLength.toLocaleString('en')} letters.`, 'Shorten it to what matters.');
  }
  for (const name of Object.keys(example.with ?? {})) {
    if (!isPathInside(name)) yield wrong([...at, 'with', name], `${name} is no path within a project.`, '', 'Write it from the project\'s root, such as `src/config.py`.');
    else if (name === example.file) yield wrong([...at, 'with', name], 'The example\'s own file stands among the others.', '', 'Take it out here.');
  }
}

/** Whether a path leads from a project's root to a file inside of it. */
function isPathInside(path: string): boolean {
  return path !== '' && path.length <= 200 && !/[\\\0]/.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
