import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { rustIndex } from '../../../facts/rust/rustIndex.ts';
import { splitPath, symbolPlaces, tokensBefore } from '../../../facts/rust/rustSymbols.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { insert, replace, type Edit } from '../../../text/edit.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { MemberRenamed } from '../../symbolChange.ts';
import type { RustApi } from './rustApi.ts';
import { rustRule, type RustEntry } from './rustRule.ts';

/** One rule for all methods, fields, variants and associated items of a crate's types that have another name now. */
export function rustMemberRenamed(changes: readonly MemberRenamed[], entry: RustEntry): Rule {
  const { api } = entry;
  return rustRule(entry, {
    name: 'member-renamed',
    changes,
    description: `A method or field is used that has another name now (${changes.map(({ on, from, to }) => `\`${on}::${from}\`: \`${to}\``).join(', ')}).`,
    paths: changes.map(({ on, from }) => `${on}::${from}`),
    *check(code, change) {
      const own = hasOwn(code, api, change);
      for (const node of rustIndex(code.root).named(change.from)) {
        const use = useOf(code, api, change, node);
        if (use) yield finding(change, use, own);
      }
      // Variants of an enumeration have a name of their own in the file.
      for (const { entry: one } of symbolPlaces(code, `${change.on}::${change.from}`).imports) yield finding(change, one, own);
    },
  });
}

/** How code names a member. */
interface MemberUse {
  readonly node: CodeNode;
  /** What gives it the new name; `undefined` where a person has to. */
  readonly edit?: Edit;
  /** By `.`: a trait of the project could mean it, too. */
  readonly isMethod?: boolean;
}

function useOf(code: RustCode, api: RustApi, { on, to }: MemberRenamed, node: CodeNode): MemberUse | undefined {
  const isType = (path: string | undefined): boolean => path !== undefined && api.now(path) === api.now(on);
  const { parent } = node;
  const renamed = { node, edit: replace(node.range, to) };
  switch (parent?.type) {
    case 'field_expression': {
      const value = parent.field('value');
      if (node.fieldName !== 'field' || !value || !isType(code.types.typeOf(value))) return undefined;
      const isMethod = parent.fieldName === 'function';
      return { ...renamed, isMethod };
    }
    case 'scoped_identifier':
    case 'scoped_type_identifier': {
      const path = node.fieldName === 'name' && !node.enclosing('use_declaration') ? code.names.pathOf(parent) : undefined;
      return path !== undefined && isType(splitPath(path)[0]) ? renamed : undefined;
    }
    case 'field_initializer':
      return node.fieldName === 'field' && isType(code.names.pathOf(node.enclosing('struct_expression')?.field('name'))) ? renamed : undefined;
    case 'shorthand_field_initializer':
      return isType(code.names.pathOf(node.enclosing('struct_expression')?.field('name'))) ? { node, edit: insert(node.start, `${to}: `) } : undefined;
    case 'field_pattern': {
      if (node.fieldName !== 'name' || !isType(code.names.pathOf(node.enclosing('struct_pattern')?.field('type')))) return undefined;
      return node.type === 'shorthand_field_identifier' ? { node, edit: insert(parent.start, `${to}: `) } : renamed;
    }
    case 'function_item':
      return node.fieldName === 'name' && isType(code.names.pathOf(parent.enclosing('impl_item', 'trait_item', 'block')?.field('trait'))) ? { node } : undefined;
    case 'token_tree':
      return isTokenOf(code, node, isType) ? { node } : undefined;
    default:
      return undefined;
  }
}

/** `client.send` and `Client::send` among the tokens of a macro. */
function isTokenOf(code: RustCode, word: CodeNode, isType: (path: string | undefined) => boolean): boolean {
  const path = tokensBefore(word);
  if (path.length > 1) return isType(code.names.pathOfWords(path.slice(0, -1), word));
  const dot = word.previousSibling;
  const variable = dot?.type === '.' ? dot.previousSibling : undefined;
  return variable?.type === 'identifier' && !/^(?:\.|::)$/.test(variable.previousSibling?.type ?? '') && isType(code.types.typeOfVariable(variable.text, variable));
}

/** Whether the file gives the type a method of the old name by a trait of its own: then a call may mean either. */
function hasOwn(code: RustCode, api: RustApi, { on, from }: MemberRenamed): boolean {
  return rustIndex(code.root).named(from).some(({ parent, fieldName }) => {
    if (fieldName !== 'name' || (parent?.type !== 'function_item' && parent?.type !== 'function_signature_item')) return false;
    const around = parent.enclosing('impl_item', 'trait_item', 'block');
    if (around?.type === 'trait_item') return true;
    const type = around?.type === 'impl_item' && around.field('trait') ? code.names.pathOf(around.field('type')) : undefined;
    return type !== undefined && api.now(type) === api.now(on);
  });
}

/** Methods of what values come in (`Result`, `Option`, futures, pointers): a call may be theirs. */
const everybodys: ReadonlySet<string> = new Set([
  'and_then', 'as_mut', 'as_ref', 'clone', 'cloned', 'err', 'expect', 'filter', 'flatten', 'get', 'inspect', 'into_iter', 'is_err', 'is_none', 'is_ok', 'is_some',
  'iter', 'map', 'map_err', 'ok', 'ok_or', 'or', 'or_else', 'poll', 'replace', 'take', 'then', 'unwrap', 'unwrap_or', 'unwrap_or_default', 'zip',
]);

function finding({ on, from, to, why }: MemberRenamed, { node, edit, isMethod = false }: MemberUse, own: boolean): Finding {
  const type = splitPath(on)[1];
  const isUnclear = own && isMethod;
  const tier = isMethod && everybodys.has(from) ? 'unsafe' : 'safe';
  return {
    range: node.range,
    old: true,
    message: {
      what: `${from} of ${type} is ${to} now.`,
      why,
      todo: `Use ${to} instead.${isUnclear ? ` A trait in this file has a method ${from}, too: make sure which one is meant.` : ''}`,
    },
    fixes: edit && !isUnclear ? [bulkFix(tier, `Use ${to}`, () => [edit])] : [],
  };
}
