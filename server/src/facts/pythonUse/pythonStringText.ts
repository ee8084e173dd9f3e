import type { CodeNode } from '../../syntax/codeTree.ts';
import { hole } from '../../syntax/shell/mask.ts';
import { EmbeddedText, type Piece } from '../../text/embeddedText.ts';

/**
 * What a Python string literal holds, with the way back to the file: one literal (any prefix but `b`), or several beside each other that
 * Python joins. An interpolation of an f-string becomes as many `hole`s as it has characters, so that a word with one in it is unknown.
 * `undefined` for other expressions, bytes and broken literals.
 */
export function pythonStringText(node: CodeNode | undefined): EmbeddedText | undefined {
  const expression = unwrapped(node);
  if (!expression || expression.isBroken) return undefined;
  const literals = expression.type === 'concatenated_string' ? expression.children.filter(({ type }) => type === 'string') : [expression];
  const pieces: Piece[] = [];
  for (const literal of literals) {
    if (literal.type !== 'string' || !addLiteral(literal, pieces)) return undefined;
  }
  return EmbeddedText.of(expression.source, pieces.length > 0 ? pieces : [{ text: '', offset: expression.start + 1 }]);
}

/** The expression without brackets and comments around it. */
export function unwrapped(node: CodeNode | undefined): CodeNode | undefined {
  let inner = node;
  while (inner?.type === 'parenthesized_expression') inner = inner.namedChildren.find(({ type }) => type !== 'comment');
  return inner;
}

function addLiteral(literal: CodeNode, pieces: Piece[]): boolean {
  const prefix = literal.children[0]?.text.replace(/["']+$/, '').toLowerCase() ?? '';
  if (prefix.includes('b')) return false;
  const isRaw = prefix.includes('r');
  for (const child of literal.children) {
    if (child.type === 'interpolation') pieces.push({ text: hole.repeat(child.end - child.start), offset: child.start });
    else if (child.type === 'string_content') addContent(child, isRaw, pieces);
  }
  return true;
}

function addContent(content: CodeNode, isRaw: boolean, pieces: Piece[]): void {
  let from = content.start;
  for (const escape of content.children) {
    const isBrace = escape.type === 'escape_interpolation';
    if (!isBrace && (isRaw || escape.type !== 'escape_sequence')) continue;
    pieces.push({ text: content.source.slice(from, escape.start), offset: from });
    pieces.push({ text: isBrace ? escape.text.slice(1) : unescaped(escape.text), offset: escape.start });
    from = escape.end;
  }
  pieces.push({ text: content.source.slice(from, content.end), offset: from });
}

const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '\'': '\'', '"': '"', a: '\u0007', b: '\b', f: '\f', v: '\v', '\n': '' };

/** What an escape stands for; a named character is a `hole`, since nobody here knows their names. */
function unescaped(escape: string): string {
  const known = simple[escape.slice(1).replace('\r\n', '\n')];
  if (known !== undefined) return known;
  if (/^\\[xuU][0-9A-Fa-f]+$/.test(escape)) {
    const code = parseInt(escape.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : hole;
  }
  if (/^\\[0-7]{1,3}$/.test(escape)) return String.fromCharCode(parseInt(escape.slice(1), 8));
  return escape.startsWith('\\N') ? hole : escape;
}
