import type { CodeNode } from '../../syntax/codeTree.ts';
import type { PythonAnalysis } from '../python/analysis.ts';
import { dottedText, parametersOf } from '../python/syntaxTools.ts';
import { unwrapped } from './pythonStringText.ts';

/** What names of a file stand for, as far as imports and single assignments tell. */
export interface UseNames {
  readonly analysis: PythonAnalysis;
  /** The dotted name of an expression, its first part replaced by what it was imported as; `undefined` when nothing imports it. */
  imported(expression: CodeNode | undefined): string | undefined;
  /** The one value that a variable is given in the scope that an identifier, `self.x` or `cls.x` means; `undefined` when it has several. */
  valueOf(expression: CodeNode | undefined): CodeNode | undefined;
  /** The statements that give a variable its value, in the scope that the identifier means. */
  assignments(identifier: CodeNode): readonly CodeNode[];
  /** Calls of what has one of these names, or is imported by one of them and called otherwise here; in order. */
  callsOf(isWanted: (name: string) => boolean): readonly CodeNode[];
  /** Makes something about a node once; `key` says what. */
  once<T>(node: CodeNode, key: string, make: () => T): T;
}

/** The assignments of a name, by the scope they stand in; `undefined` without any. */
type Assigned = (name: string) => ReadonlyMap<CodeNode, readonly CodeNode[]> | undefined;

/** Reads a file's imports and assignments, once. */
export function useNames(analysis: PythonAnalysis): UseNames {
  const imports = new Map<string, string | undefined>();
  for (const { local, module, name, node } of analysis.imports) {
    if (local === '*') continue;
    const whole = name !== undefined ? `${module}.${name}` : node.type === 'aliased_import' ? module : module.split('.')[0];
    imports.set(local, imports.has(local) && imports.get(local) !== whole ? undefined : whole);
  }
  const assigned = assignedNames(analysis);
  const made = new Map<CodeNode, Map<string, unknown>>();
  const assignments = (identifier: CodeNode): readonly CodeNode[] => {
    const all = assigned(identifier.text);
    if (!all) return [];
    for (let scope = scopeOf(identifier); ; scope = scopeOf(scope)) {
      const own = all.get(scope);
      if (own || !scope.parent) return own ?? [];
      if (isParameter(scope, identifier.text)) return [];
    }
  };
  return {
    analysis,
    imported(expression) {
      const dotted = dottedText(expression);
      if (expression === undefined || dotted === undefined) return undefined;
      const dot = dotted.indexOf('.');
      const first = dot < 0 ? dotted : dotted.slice(0, dot);
      const base = imports.get(first);
      if (base === undefined || isShadowed(expression, first, assigned)) return undefined;
      return dot < 0 ? base : base + dotted.slice(dot);
    },
    valueOf(expression) {
      const node = unwrapped(expression);
      if (node?.type === 'attribute') return attributeValue(node, assigned);
      if (node?.type !== 'identifier') return undefined;
      const own = assignments(node);
      return own.length === 1 ? unwrapped(own[0]?.field('right')) : undefined;
    },
    assignments,
    callsOf(isWanted) {
      const found: CodeNode[] = [];
      const all = analysis.by('call');
      for (const name of all.keys()) {
        if (isWanted(name) || isWanted(lastPart(imports.get(name) ?? ''))) for (const call of all.get(name) ?? []) found.push(call);
      }
      return inOrder(found);
    },
    once<T>(node: CodeNode, key: string, make: () => T): T {
      const own = made.get(node) ?? new Map<string, unknown>();
      made.set(node, own);
      if (!own.has(key)) own.set(key, make());
      return own.get(key) as T;
    },
  };
}

/** Nodes in the order of the text, each once; what holds others first. */
export function inOrder(nodes: readonly CodeNode[]): readonly CodeNode[] {
  return [...new Set(nodes)].sort((a, b) => a.start - b.start || b.end - a.end);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function assignedNames(analysis: PythonAnalysis): Assigned {
  const assigned = new Map<string, ReadonlyMap<CodeNode, readonly CodeNode[]> | undefined>();
  return (name) => {
    if (!assigned.has(name)) assigned.set(name, byScope(analysis.by('assignment').get(name)));
    return assigned.get(name);
  };
}

function byScope(assignments: readonly CodeNode[] | undefined): ReadonlyMap<CodeNode, readonly CodeNode[]> | undefined {
  if (!assignments) return undefined;
  const scopes = new Map<CodeNode, CodeNode[]>();
  for (const node of assignments) {
    const scope = scopeOf(node);
    const same = scopes.get(scope);
    if (same) same.push(node);
    else scopes.set(scope, [node]);
  }
  return scopes;
}

/** The function, lambda or class whose names an expression sees first; the module where there is none. */
export function scopeOf(node: CodeNode): CodeNode {
  let top = node;
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === 'function_definition' || current.type === 'lambda') return current;
    // A class's names are seen in its body only, not in its methods.
    if (current.type === 'class_definition' && node.type !== 'function_definition' && node.type !== 'lambda') return current;
    top = current;
  }
  return top;
}

function isParameter(scope: CodeNode, name: string): boolean {
  return (scope.type === 'function_definition' || scope.type === 'lambda') && parametersOf(scope).some((parameter) => parameter.name === name);
}

/** Whether a parameter or an assignment around the expression has the name of the import. */
function isShadowed(expression: CodeNode, name: string, assigned: Assigned): boolean {
  const own = assigned(name);
  let scope = scopeOf(expression);
  for (; scope.parent; scope = scopeOf(scope)) if (isParameter(scope, name) || own?.has(scope)) return true;
  return own?.get(scope)?.some((node) => !isImportFallback(node)) ?? false;
}

/** `except ImportError: yaml = None`: the import is still what the name means where it is used. */
function isImportFallback(assignment: CodeNode): boolean {
  return assignment.enclosing('except_clause', 'function_definition')?.type === 'except_clause';
}

/** `self.NAMES` and `cls.NAMES`: the class's own attribute, when nothing else is assigned to it. */
function attributeValue(node: CodeNode, assigned: Assigned): CodeNode | undefined {
  const object = node.field('object');
  const name = node.field('attribute')?.text;
  const owner = node.enclosing('class_definition');
  if (object?.type !== 'identifier' || name === undefined) return undefined;
  const ownerName = owner?.field('name')?.text;
  const isOwn = owner !== undefined && (object.text === 'self' || object.text === 'cls' || object.text === ownerName);
  const all = assigned(name);
  const scopes = [...all?.keys() ?? []].filter((scope) => scope.type === 'class_definition' && (isOwn ? scope === owner : scope.field('name')?.text === object.text));
  const own = scopes.length === 1 && scopes[0] ? all?.get(scopes[0]) : undefined;
  return own?.length === 1 ? unwrapped(own[0]?.field('right')) : undefined;
}
