import { anyOf } from '../text/literal.ts';
import type { ProjectIndex } from './projectIndex.ts';
import type { PythonModules } from './pythonModules.ts';

/** The Python files that name something of a module which looks different now. `names` are what others know its contents by. */
export function pythonDependents(index: ProjectIndex, modules: PythonModules, names: ReadonlySet<string>): readonly string[] {
  if (names.size === 0) return [];
  const search = new RegExp(`\\b(?:${anyOf([...modules.withDerived(names)]).source})\\b`);
  return index.files().filter(({ language, text }) => language === 'python' && text !== undefined && search.test(text)).map(({ uri }) => uri);
}
