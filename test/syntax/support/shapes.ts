import type { CodeNode, CodeShape } from '../../../server/src/syntax/codeTree.ts';

/** A shape as plain data. */
export function plainShape(shape: CodeShape): unknown {
  const { type, isNamed, length, broken, missing, children, offsets, fields } = shape;
  return [type, isNamed, length, broken, missing, [...offsets], [...fields], children.map(plainShape)];
}

/** A subtree with its place in the text, as plain data. */
export function placedShape(node: CodeNode): unknown {
  return [node.start, node.end, node.text, node.fieldName, plainShape(node.shape)];
}

/** Where two shapes differ first, as a path of types; `undefined` where they say the same. Without recursion: code may be nested deeply. */
export function differenceOf(one: CodeShape, other: CodeShape): string | undefined {
  const pairs: [CodeShape, CodeShape, string][] = [[one, other, one.type]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [a, b, path] = pair;
    if (a.type !== b.type || a.isNamed !== b.isNamed || a.length !== b.length || a.broken !== b.broken || a.missing !== b.missing) return path;
    if (!isSame(a.offsets, b.offsets) || !isSame(a.fields, b.fields) || a.children.length !== b.children.length) return path;
    for (const [i, child] of a.children.entries()) pairs.push([child, b.children[i] ?? a, path.length < 1000 ? `${path} > ${child.type}` : path]);
  }
  return undefined;
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, i) => value === other[i]);
}
