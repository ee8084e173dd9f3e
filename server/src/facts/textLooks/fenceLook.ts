import { fenceKind, markdownFences, type FenceKind } from '../../syntax/markdownFences.ts';

/** A look at a Markdown text for what facts are made of there: its fences of some kinds. `look` is taken at all of the text first, which finds no less than it does in a part. */
export function inFences(kinds: ReadonlySet<FenceKind>, look: (text: string) => boolean): (text: string) => boolean {
  const matters = (fence: Parameters<typeof fenceKind>[0]): boolean => {
    const kind = fenceKind(fence);
    return kind !== undefined && kinds.has(kind);
  };
  return (text) => look(text) && markdownFences(text).some((fence) => matters(fence) && look(fence.content.text));
}
