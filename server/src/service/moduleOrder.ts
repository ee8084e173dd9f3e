import { byLastPart, lastOf, mayDenote, takingOf, type GraphFile } from './moduleGraph.ts';

/**
 * Python files in an order in which a file comes after all that it may take names from, and as long after them as can be: first those that take
 * nothing from the others, then those that take from these alone, and so on. Where files import each other in a ring, one of them comes too early.
 */
export function inImportOrder(files: readonly GraphFile[]): readonly string[] {
  const byName = byLastPart(files);
  const depths = depthsOf(files, (file) => importedBy(file, byName));
  return files.map((file) => ({ uri: file.uri, depth: depths.get(file) ?? 0 })).sort((a, b) => a.depth - b.depth).map(({ uri }) => uri);
}

/** How long the longest chain of imports below each file is. */
function depthsOf(files: readonly GraphFile[], importedBy: (file: GraphFile) => readonly GraphFile[]): ReadonlyMap<GraphFile, number> {
  const depths = new Map<GraphFile, number>();
  for (const first of files) {
    // A stack of our own: chains of imports may be as long as there are files. A file that is begun and not done counts as 0, which ends rings.
    const open: { readonly file: GraphFile; readonly imports: readonly GraphFile[]; next: number }[] = [];
    const enter = (file: GraphFile): void => {
      if (depths.has(file)) return;
      depths.set(file, 0);
      open.push({ file, imports: importedBy(file), next: 0 });
    };
    enter(first);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const dependency = top.imports[top.next++];
      if (dependency) enter(dependency);
      else {
        depths.set(top.file, Math.max(0, ...top.imports.map((one) => (depths.get(one) ?? 0) + 1)));
        open.pop();
      }
    }
  }
  return depths;
}

/** The files that the imports of a file may mean: modules whole, and modules that names are taken from. */
function importedBy(file: GraphFile, byName: ReadonlyMap<string, readonly GraphFile[]>): readonly GraphFile[] {
  const found = new Set<GraphFile>();
  for (const taken of file.header.taken()) {
    const taking = takingOf(file, taken);
    const inside = { ...taking, path: `${taking.path}/${taken.name}` };
    for (const other of byName.get(lastOf(taking.path)) ?? []) if (mayDenote(taking, other)) found.add(other);
    for (const other of byName.get(taken.name) ?? []) if (mayDenote(inside, other)) found.add(other);
  }
  found.delete(file);
  return [...found];
}
