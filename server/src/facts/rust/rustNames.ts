import type { CodeNode } from '../../syntax/codeTree.ts';
import { importsOf, isAttributed } from './useTrees.ts';

/** What the names of a Rust file stand for, as far as its `use` declarations and its own items tell. */
export interface RustNames {
  /**
   * The full path of a name or path in code or in a type (`kagzi::Kagzi` for `Kagzi` behind `use kagzi::Kagzi`). A name that nothing declares stands for
   * itself: a crate, or something of the prelude. `undefined` for what the project's own code declares, and for what is not certain.
   */
  pathOf(node: CodeNode | undefined): string | undefined;
  /** The same for words, as seen from a place: macros hold tokens and no paths. */
  pathOfWords(words: readonly string[], place: CodeNode): string | undefined;
  /** What a name alone stands for at a place; also tells names that nothing declares (`free`) from those that the code declares itself (`own`). */
  lookUp(name: string, place: CodeNode): RustMeaning | 'own' | 'free';
}

/** What is declared for a name. */
export interface RustMeaning {
  readonly path: string;
  /** How it is declared, where that is less than its own `use`: by `use path::*`, or behind an attribute (`#[cfg(test)]`). */
  readonly by?: 'wildcard' | 'condition';
}

type Declared = RustMeaning | { readonly alias: CodeNode } | 'own';

/** What one block or module declares. */
interface Scope {
  readonly names: ReadonlyMap<string, Declared>;
  /** Paths of `use path::*`. */
  readonly wildcards: readonly string[];
}

/** A cycle of aliases must end. */
const mostAliases = 8;

/** Names of any files, read when somebody asks. Keeps what it read: make one for a file. */
export function rustNames(): RustNames {
  const scopes = new Map<CodeNode, Scope>();
  const scopeOf = (node: CodeNode): Scope => {
    let scope = scopes.get(node);
    if (!scope) scopes.set(node, scope = readScope(node));
    return scope;
  };

  const lookUp = (name: string, place: CodeNode, depth = 0): RustMeaning | 'own' | 'free' => {
    const wildcards: string[] = [];
    for (let node = place.parent; node; node = node.parent) {
      if (hasTypeParameter(node, name)) return 'own';
      if (!isScope(node)) continue;
      const scope = scopeOf(node);
      const found = scope.names.get(name);
      if (found === 'own') return 'own';
      if (found && 'path' in found) return found;
      if (found) {
        const path = depth < mostAliases ? pathOf(found.alias, depth + 1) : undefined;
        return path === undefined ? 'own' : { path };
      }
      wildcards.push(...scope.wildcards.filter((path) => path !== 'super'));
      // A module does not see the names of the one around it, unless it asks for them.
      if (node.type === 'declaration_list' && !scope.wildcards.includes('super')) break;
    }
    if (wildcards.length === 0 || !mayComeByWildcard(name)) return 'free';
    const [only] = wildcards;
    return wildcards.length === 1 && only !== undefined && !isOwnPath(only) ? { path: `${only}::${name}`, by: 'wildcard' } : 'own';
  };

  const pathOfWords = (words: readonly string[], place: CodeNode, depth = 0): string | undefined => {
    const [first, ...rest] = words;
    if (first === undefined || isOwnPath(first)) return undefined;
    const found = lookUp(first, place, depth);
    if (found === 'own') return undefined;
    return [found === 'free' ? first : found.path, ...rest].join('::');
  };

  const pathOf = (node: CodeNode | undefined, depth = 0): string | undefined => {
    const words = node && wordsOf(node);
    if (!node || !words) return undefined;
    // `::tokio::join`: a crate, whatever the file calls its own things.
    if (words[0] === '') return words.slice(1).join('::');
    return pathOfWords(words, node, depth);
  };

  return { pathOf: (node) => pathOf(node), pathOfWords: (words, place) => pathOfWords(words, place), lookUp: (name, place) => lookUp(name, place) };
}

/** Items begin with a capital, or are functions that stand alone; a crate at the head of a path is neither. */
function mayComeByWildcard(name: string): boolean {
  return /^[A-Z]/.test(name);
}

/** Whether a path begins in the project itself. */
export function isOwnPath(path: string): boolean {
  return /^(?:crate|self|super|Self)(?:::|$)/.test(path);
}

/** The words of a path without type arguments; the first one is empty for `::a::b`. `undefined` for anything else. */
function wordsOf(node: CodeNode): readonly string[] | undefined {
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'primitive_type':
    case 'crate':
    case 'self':
    case 'super':
      return [node.text];
    case 'generic_type':
    case 'generic_type_with_turbofish':
      return wordsOfChild(node.field('type'));
    case 'generic_function':
      return wordsOfChild(node.field('function'));
    case 'scoped_identifier':
    case 'scoped_type_identifier': {
      const path = node.field('path');
      const name = node.field('name')?.text;
      const words = path ? wordsOf(path) : [''];
      return words && name !== undefined ? [...words, name] : undefined;
    }
    default:
      return undefined;
  }
}

function wordsOfChild(node: CodeNode | undefined): readonly string[] | undefined {
  return node && wordsOf(node);
}

function isScope(node: CodeNode): boolean {
  return node.type === 'source_file' || node.type === 'block' || (node.type === 'declaration_list' && node.parent?.type === 'mod_item');
}

function hasTypeParameter(node: CodeNode, name: string): boolean {
  const parameters = node.field('type_parameters');
  return parameters?.namedChildren.some((one) => one.text === name || one.field('name')?.text === name || one.field('left')?.text === name) === true;
}

const items: ReadonlySet<string> = new Set([
  'function_item', 'struct_item', 'enum_item', 'union_item', 'trait_item', 'const_item', 'static_item', 'mod_item', 'macro_definition',
]);

function readScope(node: CodeNode): Scope {
  const names = new Map<string, Declared>();
  // Declared twice, each under its own condition: what holds is not known here.
  const declare = (name: string, meaning: Declared): void => { names.set(name, names.has(name) ? 'own' : meaning); };
  const wildcards: string[] = [];
  for (const child of node.children) {
    const name = child.field('name');
    if (child.type === 'use_declaration') {
      for (const { local, path, wildcard } of importsOf(child)) {
        if (wildcard) wildcards.push(path);
        else if (local !== undefined) declare(local, isOwnPath(path) ? 'own' : { path, ...(isAttributed(child) ? { by: 'condition' } : {}) });
      }
    } else if (child.type === 'extern_crate_declaration') {
      if (name) declare((child.field('alias') ?? name).text, { path: name.text });
    } else if (child.type === 'type_item') {
      const type = child.field('type');
      if (name) declare(name.text, type && !child.field('type_parameters') ? { alias: type } : 'own');
    } else if (name && items.has(child.type)) {
      declare(name.text, 'own');
    }
  }
  return { names, wildcards };
}
