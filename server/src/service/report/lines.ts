import { LineIndex } from '../../text/lineIndex.ts';

/** Gives the line (from 1) of an offset in a file; each file's lines are counted once. */
export function lineCounter(text: (uri: string) => string | undefined): (uri: string, offset: number) => number {
  const known = new Map<string, LineIndex | undefined>();
  return (uri, offset) => {
    if (!known.has(uri)) {
      const content = text(uri);
      known.set(uri, content === undefined ? undefined : new LineIndex(content));
    }
    return (known.get(uri)?.lineAt(offset) ?? 0) + 1;
  };
}
