import type { CodeNode } from '../../syntax/codeTree.ts';
import { roleOf, type Declaration } from './bindings.ts';
import { wordsOf } from './words.ts';

/** A name with one meaning: everything that declares, changes or uses it. All in the order of the text. */
export interface Variable {
  readonly name: string;
  readonly scope: CodeNode;
  /** Several for overloads, and where a class and an interface are one. */
  readonly declarations: readonly Declaration[];
  /** Values that it gets later. */
  readonly writes: readonly CodeNode[];
  readonly references: readonly CodeNode[];
}

/** What the names in a file mean. A name is looked for when somebody asks for it. */
export interface Scopes {
  readonly root: CodeNode;
  /** The nodes at which a word stands as a name, a key, a member, or all of a string. */
  nodes(word: string): readonly CodeNode[];
  /** The variables of a name, in all scopes. */
  variables(name: string): readonly Variable[];
  /** What a name means where it stands, declarations included; `undefined` for globals and for what is no variable. */
  variableOf(node: CodeNode): Variable | undefined;
  /** Whether a name stands somewhere and means nothing that the file declares. */
  isGlobal(name: string): boolean;
}

interface Named {
  readonly variables: readonly Variable[];
  readonly byNode: ReadonlyMap<CodeNode, Variable>;
  readonly unbound: boolean;
}

/** Takes the root of a TypeScript or JavaScript tree. */
export function scopesOf(root: CodeNode): Scopes {
  const words = wordsOf(root);
  const byWord = new Map<string, readonly CodeNode[]>();
  const named = new Map<string, Named>();
  const nodes = (word: string): readonly CodeNode[] => {
    let found = byWord.get(word);
    if (!found) byWord.set(word, found = words.nodesOf(word).filter(({ type }) => type !== 'comment'));
    return found;
  };
  const look = (name: string): Named => {
    let found = named.get(name);
    if (!found) named.set(name, found = resolve(name, nodes(name)));
    return found;
  };
  return {
    root,
    nodes,
    variables: (name) => look(name).variables,
    variableOf: (node) => look(node.text).byNode.get(node),
    isGlobal: (name) => look(name).unbound,
  };
}

interface Growing {
  readonly name: string;
  readonly scope: CodeNode;
  readonly declarations: Declaration[];
  readonly writes: CodeNode[];
  readonly references: CodeNode[];
}

function resolve(name: string, places: readonly CodeNode[]): Named {
  const byScope = new Map<CodeNode, Growing>();
  const byNode = new Map<CodeNode, Variable>();
  const used: { readonly node: CodeNode; readonly isWrite: boolean }[] = [];
  for (const node of places) {
    const role = roleOf(node);
    if (role?.role === 'declaration') {
      const { declaration } = role;
      const variable = byScope.get(declaration.scope) ?? { name, scope: declaration.scope, declarations: [], writes: [], references: [] };
      byScope.set(declaration.scope, variable);
      variable.declarations.push(declaration);
      byNode.set(node, variable);
    } else if (role) {
      used.push({ node, isWrite: role.role === 'write' });
    }
  }
  let unbound = false;
  for (const { node, isWrite } of used) {
    const variable = seenFrom(node, byScope);
    if (!variable) {
      unbound = true;
      continue;
    }
    (isWrite ? variable.writes : variable.references).push(node);
    byNode.set(node, variable);
  }
  return { variables: [...byScope.values()], byNode, unbound };
}

function seenFrom(node: CodeNode, byScope: ReadonlyMap<CodeNode, Growing>): Growing | undefined {
  if (byScope.size === 0) return undefined;
  for (let around = node.parent; around; around = around.parent) {
    const variable = byScope.get(around);
    if (variable) return variable;
  }
  return undefined;
}
