import type { RustModels } from '../../../facts/rust/rustTypes.ts';
import { ofKind } from '../../change.ts';
import type { ArgumentAdded, ArgumentWrapped, CodeModels, SymbolChange } from '../../symbolChange.ts';

/** A system's API in Rust, by the names that it has after the upgrade: code may be half way there. */
export interface RustApi {
  readonly models: RustModels;
  /** The path that something has now. Takes one in any spelling; members stand behind their type. */
  now(path: string): string;
  /** Arguments that calls of a function or method must pass now, by any of its names. */
  added(callee: string): readonly ArgumentAdded[];
}

/** What gives the type that it belongs to, by everybody's custom. */
const constructors = ['new', 'default', 'from'];

/** Takes all changes of a migration about Rust, and what it tells of its API. */
export function rustApiOf(changes: readonly SymbolChange[], models: CodeModels | undefined): RustApi {
  const types = changes.flatMap((change) => {
    if (change.kind === 'symbolMoved') return [{ was: `${change.from}::${change.name}`, is: `${change.to}::${change.name}` }];
    return change.kind === 'symbolReplaced' ? [{ was: `${change.from}::${change.name}`, is: `${change.to}::${change.newName}` }] : [];
  });
  const typeNow = (path: string): string => {
    const change = types.find(({ was }) => path === was || path.startsWith(`${was}::`));
    return change ? change.is + path.slice(change.was.length) : path;
  };
  const members = changes.flatMap((change) => (change.kind === 'memberRenamed' ? [{ was: `${typeNow(change.on)}::${change.from}`, is: `${typeNow(change.on)}::${change.to}` }] : []));
  const now = (path: string): string => {
    const type = typeNow(path);
    return members.find(({ was }) => was === type)?.is ?? type;
  };
  const functions: Record<string, string> = {};
  const methods: Record<string, string> = {};
  for (const [path, type] of Object.entries(models?.returns ?? {})) {
    for (const spelling of [path, typeNow(path), now(path)]) {
      functions[spelling] = typeNow(type);
      const at = spelling.lastIndexOf('::');
      if (at > 0) methods[`${spelling.slice(0, at)}.${spelling.slice(at + 2)}`] = typeNow(type);
    }
  }
  for (const change of ofKind(changes, 'argumentWrapped')) {
    const { path, type } = wrapperOf(change);
    if (path !== undefined && type !== undefined && type !== path) functions[path] ??= type;
  }
  const added = ofKind(changes, 'argumentAdded');
  return { models: { functions, methods, constructors, exact: true }, now, added: (callee) => added.filter((one) => now(one.callee) === now(callee)) };
}

/** Variants that everybody has without an import. */
const prelude: Readonly<Record<string, string>> = { Some: 'Option', Ok: 'Result', Err: 'Result' };

/**
 * What a wrapped argument is made by: the whole path of the function or type that `with` begins with (`std::time::Duration::from_secs`), and the type that
 * it then has, where the path says it.
 */
export function wrapperOf({ with: template, imports = [] }: ArgumentWrapped): { readonly path?: string; readonly type?: string } {
  const written = /^\s*((?:\w+::)*\w+)\s*[({]/.exec(template)?.[1];
  if (written === undefined) return {};
  const [first = '', ...rest] = written.split('::');
  const from = imports.find(({ name }) => name === first);
  const path = [from ? `${from.module}::${first}` : first, ...rest].join('::');
  const type = /^(.*?(?:^|::)[A-Z]\w*)(?:::|$)/.exec(path)?.[1];
  return { path, ...(type === undefined ? {} : { type: prelude[type] ?? type }) };
}

/** The crate that a path begins with. */
export function crateOf(path: string): string {
  return path.split('::', 1)[0] ?? path;
}
