/**
 * What a plain text search finds of a Python module: enough to tell which of thousands of files are worth parsing. It reads
 * docstrings as code too, so it proves nothing; what it lets through is parsed and judged by its tree.
 */
export interface PythonHeader {
  /** First parts of the absolute modules that are imported at the top level, with the place of the first. */
  readonly imports: ReadonlyMap<string, number>;
  /** `class B(A)`, `import A as B`, `def B() -> A`, `def B(): return A()`, `B = A()`: whoever looks for A may have to look for B. */
  readonly derived: readonly { readonly from: string; readonly to: string }[];
  /** Names that `from … import` statements take, anywhere in it. */
  readonly imported: readonly string[];
  /** Names imported from packages of the given roots, as `module.name`. */
  readonly rootNames: readonly string[];
  /** Classes, and functions and constructed variables of the top level. */
  readonly defines: ReadonlySet<string>;
}

const statement = new RegExp([
  String.raw`from[ \t]+([\w.]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n#;]*)`,
  String.raw`import[ \t]+([\w., \t]+)`,
  String.raw`class[ \t]+(\w+)[ \t]*(?:\(([^)]*)\)|:)`,
  String.raw`(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*\([^)]*\)(?:[ \t]*->[ \t]*([^\n:]+))?`,
  String.raw`return[ \t]+(?:\w+\.)*(\w+)\(`,
  String.raw`(\w+)[ \t]*(?::[^=\n]*)?=[ \t]*(?:\w+\.)*(\w+)\(`,
].map((part) => `(?:${part})`).join('|').replace(/^/, String.raw`^([ \t]*)(?:`) + ')', 'gm');

/** Reads the header of a module. `roots` are the top-level packages whose imported names matter. Linear in the text's length. */
export function pythonHeader(text: string, roots: ReadonlySet<string>): PythonHeader {
  const imports = new Map<string, number>();
  const derived: { from: string; to: string }[] = [];
  const rootNames: string[] = [];
  const imported: string[] = [];
  const defines = new Set<string>();
  let lastFunction: string | undefined;
  for (const match of text.matchAll(statement)) {
    const [, indent, fromModule, fromNames, modules, className, bases, functionName, annotation, returned, variable, constructed] = match;
    const isTop = indent === '';
    if (fromModule !== undefined) {
      const root = fromModule.split('.')[0] ?? '';
      if (isTop && root !== '' && !imports.has(root) && !isInDocstring(text, match.index, roots.has(root))) imports.set(root, match.index);
      for (const { name, local } of importedNames(fromNames ?? '')) {
        imported.push(name);
        if (roots.has(root)) rootNames.push(`${fromModule}.${name}`);
        if (name !== local) derived.push({ from: name, to: local });
      }
    } else if (modules !== undefined) {
      for (const { name } of importedNames(modules)) {
        const root = name.split('.')[0] ?? '';
        if (isTop && !imports.has(root) && !isInDocstring(text, match.index, roots.has(root))) imports.set(root, match.index);
      }
    } else if (className !== undefined) {
      for (const base of (bases ?? '').split(',')) {
        const from = /(\w+)\s*(?:\[|$)/.exec(base.trim())?.[1];
        if (from !== undefined) derived.push({ from, to: className });
      }
      defines.add(className);
    } else if (functionName !== undefined) {
      // Methods are reached through their class; other modules import functions of the top level.
      lastFunction = isTop ? functionName : undefined;
      if (isTop) {
        for (const [from] of (annotation ?? '').matchAll(/\w+/g)) derived.push({ from, to: functionName });
        defines.add(functionName);
      }
    } else if (returned !== undefined && lastFunction !== undefined) {
      derived.push({ from: returned, to: lastFunction });
    } else if (isTop && variable !== undefined && constructed !== undefined) {
      derived.push({ from: constructed, to: variable });
      defines.add(variable);
    }
  }
  return { imports, derived, imported, rootNames, defines };
}

/** Whether an odd number of triple quotes stands before the place. Asked only about what would prove that a system is used. */
function isInDocstring(text: string, index: number, matters: boolean): boolean {
  return matters && ['"""', "'''"].some((quotes) => text.slice(0, index).split(quotes).length % 2 === 0);
}

function importedNames(list: string): readonly { readonly name: string; readonly local: string }[] {
  return list.replace(/#[^\n]*/g, '').replace(/[()\\]/g, ' ').split(',').flatMap((part) => {
    const [, name, local] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
    return name === undefined ? [] : [{ name, local: local ?? name }];
  });
}
