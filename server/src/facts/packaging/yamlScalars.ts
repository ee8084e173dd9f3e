import type { YamlNode } from '../../syntax/yamlTree.ts';

/** The text of a one-line scalar as the file has it between its quotes (`3.10` stays `3.10`), and where it begins; `undefined` for others. */
export function scalarText(text: string, node: YamlNode | undefined): { readonly value: string; readonly offset: number } | undefined {
  if (node?.kind !== 'scalar' || node.style === 'literal' || node.style === 'folded') return undefined;
  const written = text.slice(node.range.start, node.range.end);
  const quoted = node.style !== 'plain';
  const value = quoted ? written.slice(1, -1) : written;
  if (/[\r\n\\]/.test(value) || (quoted && value !== String(node.value))) return undefined;
  return { value, offset: node.range.start + (quoted ? 1 : 0) };
}
