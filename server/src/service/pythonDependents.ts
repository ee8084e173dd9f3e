import { anyOf } from '../text/literal.ts';
import { WordFilter } from '../text/wordFilter.ts';
import type { FileRecord, ProjectIndex } from './projectIndex.ts';
import type { PythonModules } from './pythonModules.ts';

/** What is known of the words of closed files: their texts are on the disk, and this is asked while somebody types. */
const filters = new WeakMap<FileRecord, WordFilter>();

/**
 * The Python files that name something of a module which looks different now. `names` are what others know its contents by. `textOf` gives the text of a file as it was
 * read: one that has another text by now counts as one of them, if it is noticed.
 */
export function pythonDependents(index: ProjectIndex, modules: PythonModules, names: ReadonlySet<string>, textOf: (record: FileRecord) => string | undefined): readonly string[] {
  if (names.size === 0) return [];
  const all = [...modules.withDerived(names)];
  const search = new RegExp(`\\b(?:${anyOf(all).source})\\b`);
  const mayNameOne = (filter: WordFilter): boolean => all.some((name) => !/^\w+$/.test(name) || filter.mayHave(name));
  const namesOne = (record: FileRecord): boolean => {
    if (record.language !== 'python' || record.text === undefined) return false;
    if (typeof record.text === 'string') return search.test(record.text);
    const known = filters.get(record);
    if (known && !mayNameOne(known)) return false;
    const text = textOf(record);
    if (text === undefined) return true;
    if (!known) filters.set(record, new WordFilter(text));
    return search.test(text);
  };
  return index.files().filter(namesOne).map(({ uri }) => uri);
}
