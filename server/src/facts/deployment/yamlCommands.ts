import { resolve } from '../../syntax/yamlPath.ts';
import type { YamlNode, YamlScalar, YamlSeq } from '../../syntax/yamlTree.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import { listFacts, type PlainWord } from './commands.ts';
import type { YamlScope } from './yamlScope.ts';

/**
 * The program that lists of words run (`command` and `args` of a container: one after the other make one command line). `prepare` takes off what
 * the file's own syntax asks for in a word.
 */
export function commandLists(scope: YamlScope, nodes: readonly (YamlNode | undefined)[], prepare: (word: EmbeddedText) => EmbeddedText = (word) => word): void {
  const lists = nodes.flatMap((node): YamlSeq[] => {
    const list = resolve(node);
    return list?.kind === 'seq' ? [list] : [];
  });
  const last = lists.at(-1);
  const words: PlainWord[] = [];
  for (const { items } of lists) {
    for (const { value } of items) {
      const scalar = resolve(value);
      if (scalar?.kind !== 'scalar' || scalar.value === null) return;
      words.push({ text: prepare(scope.textOf(scalar)), quote: quoteOf(scalar) });
    }
  }
  // Behind a dash a further word takes a line of its own, which is more than a fact can say.
  if (last) scope.add(...listFacts(words, last.flow ? 'list' : 'opaque'));
}

/** The quotes around a scalar. */
export function quoteOf({ style }: YamlScalar): PlainWord['quote'] {
  return style === 'double' ? '"' : style === 'single' ? '\'' : undefined;
}
