import type { Rule } from '../../../analysis/migration.ts';
import { typescriptSource, type TypescriptSource } from '../../../facts/code/typescript/source.ts';
import { inner, keyOf, literalOf, membersOf } from '../../../facts/code/typescript/syntax.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { Range } from '../../../text/range.ts';

/** What a store of the guide's shape has in 0.x, beside others of its own. */
const shape = ['token', 'isAuthenticated', 'login', 'logout'] as const;
const added = ['refreshToken', 'refreshAuth'] as const;

/** A description of a store, or the store itself. */
interface Store {
  readonly range: Range;
  readonly members: ReadonlySet<string>;
}

/** The frontend's store of who is signed in cannot renew a token. */
export const refreshMissing: Rule = {
  id: 'workflow-engine/refresh-missing',
  change: 'WE-FRONTEND',
  description: 'The store of who is signed in has no `refreshToken` or no `refreshAuth`.',
  guideSection: 'WE-FRONTEND: State Management Updates',
  languages: ['typescript'],
  inFrontends: true,
  literals: [['zustand'], ['isAuthenticated']],
  *check({ file, project }) {
    if (file.language !== 'typescript' || !project.proven || !file.tree) return;
    const source = typescriptSource(file, file.tree.root);
    const makers = makersOf(source);
    if (makers.size === 0) return;
    // Where the store's type is written out, it says what the store must have: one finding a cause.
    const types = typesIn(file.tree.root);
    for (const { range, members } of types.some(isStore) ? types : storesIn(source, makers)) {
      const missing = added.filter((name) => !members.has(name));
      if (!isStore({ range, members }) || missing.length === 0) continue;
      yield {
        range,
        severity: 'information',
        message: {
          what: `This store has no ${missing.join(' and no ')}.`,
          why: 'With version 1.0 a frontend keeps a refresh token, and renews its token when that expires after an hour.',
          todo: `Add ${missing.join(' and ')} by hand: what renews a token is your own code.`,
        },
        fixes: [],
      };
    }
  },
};

function isStore({ members }: Store): boolean {
  return shape.every((name) => members.has(name));
}

/** What makes a store: names that a file imports from Zustand. */
function makersOf(source: TypescriptSource): ReadonlySet<string> {
  const specifiers = source.nodes('import_specifier').filter((node) => /^zustand(?:\/vanilla)?$/.test(literalOf(node.enclosing('import_statement')?.field('source'))?.text ?? ''));
  return new Set(specifiers.filter((node) => /^create(?:Store)?$/.test(node.field('name')?.text ?? '')).map((node) => (node.field('alias') ?? node.field('name'))?.text ?? ''));
}

/** `interface AuthState { token: …; … }` and `type AuthState = { … }`. */
function typesIn(root: CodeNode): readonly Store[] {
  return [...root.descendants()].flatMap((node): Store[] => {
    const name = node.field('name');
    const body = node.type === 'interface_declaration' ? node.field('body') : node.type === 'type_alias_declaration' ? node.field('value') : undefined;
    if (!name || !body || node.isBroken || node.children.some(({ type }) => type === 'extends_type_clause')) return [];
    const members = body.namedChildren.flatMap((part) => (part.type === 'property_signature' || part.type === 'method_signature' ? keyOf(part.field('name'))?.text ?? [] : []));
    return [{ range: name.range, members: new Set(members) }];
  });
}

/** `create((set) => ({ token: null, … }))`, also with types and middleware in between. */
function storesIn(source: TypescriptSource, makers: ReadonlySet<string>): readonly Store[] {
  return source.nodes('call_expression').flatMap((call): Store[] => {
    const callee = call.field('function');
    if (callee?.type !== 'identifier' || !makers.has(callee.text)) return [];
    const object = [...call.descendants()].find((node) => node.type === 'object' && isGivenBack(node));
    if (!object || object.namedChildren.some(({ type }) => type === 'spread_element')) return [];
    const methods = object.namedChildren.flatMap((node) => (node.type === 'method_definition' ? keyOf(node.field('name'))?.text ?? [] : []));
    return [{ range: callee.range, members: new Set([...membersOf(object).map(({ name }) => name), ...methods]) }];
  });
}

/** Whether an object is what an arrow function gives, or what it returns at its end. */
function isGivenBack(object: CodeNode): boolean {
  const holder = object.enclosing('arrow_function', 'return_statement', 'arguments', 'pair');
  if (holder?.type === 'return_statement') return true;
  return holder?.type === 'arrow_function' && inner(holder.field('body'))?.start === object.start;
}
