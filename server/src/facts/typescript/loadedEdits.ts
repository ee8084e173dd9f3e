import type { CodeNode } from '../../syntax/codeTree.ts';
import { hasComment, indentationAt, itemsOf, lineEndAfter, lineStartOf } from '../../syntax/codeEdits.ts';
import { insert, replace, type Edit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import { appendMember } from './listEdits.ts';
import type { NewItem } from './importEdits.ts';
import { removeFromList } from './importEdits.ts';
import type { PatternPlace } from './symbolPlaces.ts';

/**
 * The edits after which a member of `const { … } = require('m')` (or of `await import('m')`) comes from another module, or under another name. Alone in
 * its pattern, it changes there; among others it gets a declaration of its own, or joins the one of that module. `undefined` where the layout leaves a doubt.
 */
export function moveLoaded(text: string, place: PatternPlace, wanted: NewItem): readonly Edit[] | undefined {
  const { pattern, node, declarator, specifier, local } = place;
  if (!specifier || !local || pattern.isBroken || hasComment(node)) return undefined;
  const hasDefault = node.type === 'object_assignment_pattern' || node.field('value')?.type === 'assignment_pattern';
  const member = wanted.name === wanted.local ? wanted.name : `${wanted.name}: ${wanted.local}`;
  const renamed = hasDefault ? renamedWithDefault(place, wanted) : member === node.text ? [] : [replace(node.range, member)];
  if (text.slice(specifier.start, specifier.end) === wanted.module) return renamed;
  if (itemsOf(pattern).length === 1) return [...renamed, replace(specifier, wanted.module)];
  const statement = declarator?.parent;
  const block = statement?.parent;
  const value = declarator?.field('value');
  const isPlain = statement && value && !hasDefault && !declarator.field('type') && itemsOf(statement).filter(({ type }) => type === 'variable_declarator').length === 1
    && (block?.type === 'program' || block?.type === 'statement_block') && !itemsOf(pattern).some(({ type }) => type === 'rest_pattern');
  if (!isPlain || !block) return undefined;
  const newValue = `${text.slice(value.start, specifier.start)}${wanted.module}${text.slice(specifier.end, value.end)}`;
  const target = declarationOf(block, statement, newValue);
  if (target) return [...removeFromList(text, pattern, node), ...appendMember(text, target, member)];
  const end = lineEndAfter(text, statement.end);
  const rest = text.slice(statement.end, end).trim();
  const indentation = indentationAt(text, statement.start);
  if (hasComment(value) || (rest !== '' && !rest.startsWith('//')) || lineStartOf(text, statement.start) + indentation.length !== statement.start) return undefined;
  const kind = statement.children[0]?.text ?? 'const';
  const semicolon = statement.children.at(-1)?.type === ';' ? ';' : '';
  return [...removeFromList(text, pattern, node), insert(end, `${lineEndOf(text)}${indentation}${kind} { ${member} } = ${newValue}${semicolon}`)];
}

function renamedWithDefault({ name, shorthand }: PatternPlace, wanted: NewItem): readonly Edit[] {
  if (shorthand) return wanted.name === wanted.local ? [replace(name, wanted.name)] : [replace(name, `${wanted.name}: ${wanted.local}`)];
  return [replace(name, wanted.name)];
}

/** The pattern of a declaration before a statement, or right behind it, that takes its members out of the same value. */
function declarationOf(block: CodeNode, statement: CodeNode, value: string): CodeNode | undefined {
  const statements = block.children.filter(({ type }) => type !== 'comment');
  const upTo = statements.indexOf(statement) + 2;
  for (const one of statements.slice(0, upTo)) {
    if (one === statement || one.type !== statement.type || one.children[0]?.text !== statement.children[0]?.text) continue;
    const declarators = one.namedChildren.filter(({ type }) => type === 'variable_declarator');
    const pattern = declarators.length === 1 && declarators[0]?.field('value')?.text === value ? declarators[0].field('name') : undefined;
    if (pattern?.type === 'object_pattern' && !pattern.namedChildren.some(({ type }) => type === 'rest_pattern')) return pattern;
  }
  return undefined;
}
