import { type Literal, words } from '../../text/literal.ts';
import { lastWord } from '../symbolChange.ts';

/**
 * What a Python file contains that takes one of these names out of its module: the name, the package, and the module itself. What another file hands on
 * as a module may be called otherwise here; then the name is a member of it.
 */
export function moduleMembers(changes: readonly { readonly name: string; readonly from: string }[]): readonly (readonly Literal[])[] {
  const names = changes.map(({ name }) => name);
  return [words(names), words(changes.map(({ from }) => from.split('.', 1)[0] ?? from)), words([...changes.map(({ from }) => lastWord(from)), ...names.map((name) => `.${name}`)])];
}
