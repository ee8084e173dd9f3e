import { mayDenote, takingOf, type GraphFile } from './moduleGraph.ts';

/**
 * Python files in an order in which a file comes after those that it may take names from. Where they import each other in a ring, one of them comes
 * too early. Takes the files in any order, and as long as there are imports and files of one name.
 */
export function inImportOrder(files: readonly GraphFile[]): readonly string[] {
  const byName = new Map<string, GraphFile[]>();
  for (const file of files) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const same = byName.get(name);
    if (same) same.push(file);
    else byName.set(name, [file]);
  }
  const ordered: string[] = [];
  const begun = new Set<GraphFile>();
  for (const first of files) {
    // A stack of our own: chains of imports are as long as there are files.
    const open: { readonly file: GraphFile; readonly before: readonly GraphFile[]; next: number }[] = [];
    const enter = (file: GraphFile): void => {
      if (begun.has(file)) return;
      begun.add(file);
      open.push({ file, before: importedBy(file, byName), next: 0 });
    };
    enter(first);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const dependency = top.before[top.next++];
      if (dependency) enter(dependency);
      else {
        ordered.push(top.file.uri);
        open.pop();
      }
    }
  }
  return ordered;
}

/** The files that the imports of a file may mean: modules whole, and modules that names are taken from. */
function importedBy(file: GraphFile, byName: ReadonlyMap<string, readonly GraphFile[]>): readonly GraphFile[] {
  const found = new Set<GraphFile>();
  for (const taken of file.header.taken) {
    const taking = takingOf(file, taken);
    const inside = { ...taking, path: `${taking.path}/${taken.name}` };
    for (const other of byName.get(taking.path.slice(taking.path.lastIndexOf('/') + 1)) ?? []) if (mayDenote(taking, other)) found.add(other);
    for (const other of byName.get(taken.name) ?? []) if (mayDenote(inside, other)) found.add(other);
  }
  return [...found];
}
