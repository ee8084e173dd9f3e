import type { CodeNode } from '../../syntax/codeTree.ts';
import type { RustCode } from './rustCode.ts';
import { rustIndex } from './rustIndex.ts';
import { isOwnPath } from './rustNames.ts';
import { prefixOf } from './rustUseMoves.ts';
import { useIndex } from './useIndex.ts';
import { importsOf, pathText, type RustImport } from './useTrees.ts';

/** A `use` declaration and one of its entries. */
export interface SymbolImport {
  readonly declaration: CodeNode;
  readonly entry: RustImport;
}

/** Where a file brings in something of a crate, or says its whole path. Each list in the order of the text. */
export interface RustSymbolPlaces {
  /** Entries of `use` declarations that bring it in, by its name or an alias. */
  readonly imports: readonly SymbolImport[];
  /** Its path from the first word on, in code, in types, and in `use` declarations of what is below it. */
  readonly paths: readonly CodeNode[];
  /** Its name, where the path to it is spread over a `use` tree, or is made of tokens of a macro. */
  readonly unclear: readonly CodeNode[];
  /** `path::*` entries by which the file has it; it uses the name. */
  readonly wildcards: readonly CodeNode[];
}

/** Takes the whole path of an item, `acme::client::Client`. What the file's own items are called the same is not among the places. */
export function symbolPlaces(code: RustCode, path: string): RustSymbolPlaces {
  const [module, name] = splitPath(path);
  const imports: SymbolImport[] = [];
  const wildcards: CodeNode[] = [];
  for (const declaration of rustIndex(code.root).declarations('use_declaration')) {
    for (const entry of importsOf(declaration)) {
      const isIt = entry.wildcard ? entry.path.endsWith(lastOf(module)) && isPath(code, entry.path, declaration, module) : entry.path.endsWith(name) && isPath(code, entry.path, declaration, path);
      if (!isIt) continue;
      if (!entry.wildcard) imports.push({ declaration, entry });
      else if (rustIndex(code.root).named(name).some((node) => isNameAlone(node) && code.names.pathOf(node) === path)) wildcards.push(entry.node);
    }
  }
  const paths: CodeNode[] = [];
  const unclear: CodeNode[] = [];
  for (const word of rustIndex(code.root).named(name)) {
    const { parent } = word;
    if (parent?.type === 'token_tree') {
      if (code.names.pathOfWords(tokensBefore(word), parent) === path && tokensBefore(word).length > 1) unclear.push(word);
      continue;
    }
    const written = parent && isScoped(parent) && word.fieldName === 'name' ? parent : word;
    const use = word.enclosing('use_declaration');
    if (!use) {
      if (written !== word && code.names.pathOf(written) === path) paths.push(written);
    } else if (word.fieldName !== 'alias' && !imports.some(({ entry }) => isWithin(word, entry.node))) {
      const prefix = prefixOf(written.parent?.type === 'scoped_use_list' && written.fieldName === 'path' ? written.parent.parent ?? use : written);
      const whole = prefix === '' ? pathText(written) : `${prefix}::${pathText(written)}`;
      if (isPath(code, whole, use, path)) (prefix === '' ? paths : unclear).push(written);
    }
  }
  return { imports, paths, unclear, wildcards };
}

/** What a name brought in is used by. */
export interface LocalUses {
  readonly names: readonly CodeNode[];
  /** Those by a path of the project: `super::Client`, `use super::Client`; and what a wildcard of such a path may bring in. */
  readonly paths: readonly CodeNode[];
  /** Those among the tokens of macros and attributes: who knows what they make of them. */
  readonly tokens: readonly CodeNode[];
}

/** Where code says the local name of an import and means it; other imports of the same thing further in have their own uses. */
export function usesOf(code: RustCode, { declaration }: SymbolImport, local: string, path: string, others: readonly SymbolImport[]): LocalUses {
  const names: CodeNode[] = [];
  const paths: CodeNode[] = [];
  const tokens: CodeNode[] = [];
  const scopes = scopesOf(others);
  const module = declaration.parent;
  const aliases = aliasesOf(code, module);
  const isByModule = (written: string): boolean => isModulePath(written) || aliases.has(written.split('::', 1)[0] ?? '');
  for (const { entry } of useIndex(code.root).endingWith(local)) if (entry.path !== local && !entry.wildcard && isByModule(entry.path)) paths.push(entry.node);
  for (const node of rustIndex(code.root).named(local)) {
    const isToken = node.parent?.type === 'token_tree';
    const { parent } = node;
    if (parent && isScoped(parent) && node.fieldName === 'name' && isByModule(pathText(parent)) && !node.enclosing('use_declaration')) paths.push(parent);
    if (!module || !isWithin(node, module)) continue;
    const words = isToken ? tokensBefore(node) : [];
    if (words.length > 1 && isByModule(words.join('::'))) paths.push(node);
    if (isToken ? words.length > 1 || isField(node) : !isNameAlone(node)) continue;
    // A macro of the name is something else, or comes by the same import.
    const isMacro = parent?.type === 'macro_invocation' && node.fieldName === 'macro';
    if (isMacro && rustIndex(code.root).named(local).some((one) => one.fieldName === 'name' && one.parent?.type === 'macro_definition')) continue;
    const found = code.names.lookUp(local, node);
    if ((typeof found === 'string' || found.by === 'wildcard') && mayComeByModule(node, module, aliases)) paths.push(node);
    if (typeof found === 'string' || !isPath(code, found.path, declaration, path)) continue;
    if (scopeAmong(node, scopes) === module) (isToken || isMacro ? tokens : names).push(node);
  }
  return { names, paths, tokens };
}

const scopesMade = new WeakMap<readonly SymbolImport[], ReadonlySet<CodeNode | undefined>>();

function scopesOf(imports: readonly SymbolImport[]): ReadonlySet<CodeNode | undefined> {
  let scopes = scopesMade.get(imports);
  if (!scopes) scopesMade.set(imports, scopes = new Set(imports.map(({ declaration }) => declaration.parent)));
  return scopes;
}

/** Names that may stand for a module, brought in there or further in: `use crate::e as me`, `use super::{self as here}`. */
function aliasesOf(code: RustCode, module: CodeNode | undefined): ReadonlySet<string> {
  const name = module?.parent?.field('name')?.text;
  const own = useIndex(code.root).own.filter(({ declaration, entry }) => {
    const last = lastOf(entry.path);
    return module && isWithin(declaration, module) && (isOwnPath(last) || (name === undefined ? /^[a-z_]/.test(last) : last === name));
  });
  return new Set(own.flatMap(({ entry }) => entry.local ?? []));
}

/** Whether a name in a module may be one of a module around it, by a wildcard other than `super::*`. */
function mayComeByModule(node: CodeNode, module: CodeNode, aliases: ReadonlySet<string>): boolean {
  for (let at = node.parent; at && at !== module; at = at.parent) {
    if (at.type !== 'declaration_list' && at.type !== 'block') continue;
    for (const child of at.children) {
      if (child.type !== 'use_declaration') continue;
      if (importsOf(child).some(({ wildcard, path }) => wildcard && path !== 'super' && (isModulePath(path) || aliases.has(path.split('::', 1)[0] ?? '')))) return true;
    }
  }
  return false;
}

/** Whether a variable, a parameter or a pattern of the file has the name. */
export function isBound(code: RustCode, name: string): boolean {
  return rustIndex(code.root).named(name).some((node) => {
    let at = node;
    while (at.parent?.type.endsWith('_pattern') === true && at.fieldName !== 'type' && at.fieldName !== 'condition') at = at.parent;
    return at.fieldName === 'pattern' || at.parent?.type === 'closure_parameters' || (at === node && node.type === 'shorthand_field_identifier');
  });
}

/** `acme::core::Client` in `acme::core` and `Client`. */
export function splitPath(path: string): readonly [module: string, name: string] {
  const at = path.lastIndexOf('::');
  return at < 0 ? ['', path] : [path.slice(0, at), path.slice(at + 2)];
}

/** Whether a path goes through modules of the project; `Self::…` is something of a type. */
function isModulePath(path: string): boolean {
  return isOwnPath(path) && !path.startsWith('Self');
}

function lastOf(path: string): string {
  return splitPath(path)[1];
}

/** Whether what a `use` declaration writes is a path: as it stands, or with its first word brought in by another declaration. */
function isPath(code: RustCode, written: string, declaration: CodeNode, path: string): boolean {
  if (isOwnPath(written)) return false;
  const [first = '', ...rest] = written.split('::');
  if (declaration.field('argument')?.text.startsWith('::')) return written === path;
  const found = code.names.lookUp(first, declaration);
  if (found === 'own') return false;
  return written === path || (found !== 'free' && [found.path, ...rest].join('::') === path);
}

function scopeAmong(node: CodeNode, scopes: ReadonlySet<CodeNode | undefined>): CodeNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (scopes.has(at)) return at;
  return undefined;
}

/** Whether a word in code stands for something by itself: no member, no field, no later word of a path. */
function isNameAlone(node: CodeNode): boolean {
  const { parent, type } = node;
  if ((type !== 'identifier' && type !== 'type_identifier') || !parent || parent.type === 'token_tree') return false;
  // What declares something of the name (a variant, an associated type, a method) is something else; a literal of a struct names its type.
  if (node.fieldName === 'name' && parent.type !== 'struct_expression') return false;
  return node.enclosing('use_declaration') === undefined;
}

function isScoped({ type }: CodeNode): boolean {
  return type === 'scoped_identifier' || type === 'scoped_type_identifier';
}

/** The words of a path among tokens that ends with this one. */
export function tokensBefore(word: CodeNode): readonly string[] {
  const siblings = word.parent?.children ?? [];
  const words = [word.text];
  for (let at = siblings.indexOf(word); siblings[at - 1]?.type === '::' && /^(?:identifier|crate|self|super)$/.test(siblings[at - 2]?.type ?? ''); at -= 2) words.unshift(siblings[at - 2]?.text ?? '');
  return words;
}

/** `.name` among tokens. */
function isField(word: CodeNode): boolean {
  return word.previousSibling?.type === '.';
}

function isWithin(inner: CodeNode, outer: CodeNode): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
