/**
 * What a plain text search finds of a Python module: enough to tell which of thousands of files are worth parsing. It reads
 * docstrings as code too, so it proves nothing; what it lets through is parsed and judged by its tree.
 */
export interface PythonHeader {
  /** First parts of the absolute modules that are imported at the top level, with the place of the first. */
  readonly imports: ReadonlyMap<string, number>;
  /** `class B(A)`, `def B() -> A`, `def B(): return A()`, `B = A()`: whoever looks for A may have to look for B. */
  readonly derived: readonly DerivedName[];
  /** Names that `from … import` statements take, anywhere in it. */
  readonly imported: readonly string[];
  /** The same with where they come from. */
  readonly taken: readonly TakenName[];
  /** Names imported from packages of the given roots, as `module.name`. */
  readonly rootNames: readonly string[];
  /** Classes, and functions and constructed variables of the top level. */
  readonly defines: ReadonlySet<string>;
}

/** `from module import name as local`. */
export interface TakenName {
  /** As written, with the dots of a relative one. */
  readonly module: string;
  /** `*` for everything. */
  readonly name: string;
  readonly local: string;
}

/** A name of a module that something may be an instance, a subclass or another form of. */
export interface DerivedName {
  readonly from: string;
  readonly to: string;
  /** `from` is the last part of a dotted name: `base.Agent`. */
  readonly isMember: boolean;
}

const statement = new RegExp([
  String.raw`from[ \t]+([\w.]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n#;]*)`,
  String.raw`import[ \t]+([\w., \t]+)`,
  String.raw`class[ \t]+(\w+)[ \t]*(?:\(([^)]*)\)|:)`,
  String.raw`(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*\([^)]*\)(?:[ \t]*->[ \t]*([^\n:]+))?`,
  String.raw`return[ \t]+((?:\w+\.)*\w+)\(`,
  String.raw`(\w+)[ \t]*(?::[^=\n]*)?=[ \t]*((?:\w+\.)*\w+)\(`,
].map((part) => `(?:${part})`).join('|').replace(/^/, String.raw`^([ \t]*)(?:`) + ')', 'gm');

/** Reads the header of a module. `roots` are the top-level packages whose imported names matter. Linear in the text's length. */
export function pythonHeader(text: string, roots: ReadonlySet<string>): PythonHeader {
  const imports = new Map<string, number>();
  const derived: DerivedName[] = [];
  const taken: TakenName[] = [];
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
        taken.push({ module: fromModule, name, local });
        if (name === '*') continue;
        imported.push(name);
        if (roots.has(root)) rootNames.push(`${fromModule}.${name}`);
      }
    } else if (modules !== undefined) {
      for (const { name } of importedNames(modules)) {
        const root = name.split('.')[0] ?? '';
        if (isTop && !imports.has(root) && !isInDocstring(text, match.index, roots.has(root))) imports.set(root, match.index);
      }
    } else if (className !== undefined) {
      for (const base of (bases ?? '').split(',')) {
        const from = /([\w.]*\w)\s*(?:\[|$)/.exec(base.trim())?.[1];
        if (from !== undefined) derived.push(derivedName(from, className));
      }
      defines.add(className);
    } else if (functionName !== undefined) {
      // Methods are reached through their class; other modules import functions of the top level.
      lastFunction = isTop ? functionName : undefined;
      if (isTop) {
        for (const [from] of (annotation ?? '').matchAll(/[\w.]*\w/g)) derived.push(derivedName(from, functionName));
        defines.add(functionName);
      }
    } else if (returned !== undefined && lastFunction !== undefined) {
      derived.push(derivedName(returned, lastFunction));
    } else if (isTop && variable !== undefined && constructed !== undefined) {
      derived.push(derivedName(constructed, variable));
      defines.add(variable);
    }
  }
  return { imports, derived, taken, imported, rootNames, defines };
}

function derivedName(from: string, to: string): DerivedName {
  const dot = from.lastIndexOf('.');
  return { from: from.slice(dot + 1), to, isMember: dot >= 0 };
}

/** Whether an odd number of triple quotes stands before the place. Asked only about what would prove that a system is used. */
function isInDocstring(text: string, index: number, matters: boolean): boolean {
  return matters && ['"""', "'''"].some((quotes) => text.slice(0, index).split(quotes).length % 2 === 0);
}

function importedNames(list: string): readonly { readonly name: string; readonly local: string }[] {
  // Most lists are one name on one line.
  if (/^\w+[ \t]*$/.test(list)) return [{ name: list.trimEnd(), local: list.trimEnd() }];
  return list.replace(/#[^\n]*/g, '').replace(/[()\\]/g, ' ').split(',').flatMap((part) => {
    const [, name, local] = /^\s*([\w.]+|\*)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
    return name === undefined ? [] : [{ name, local: local ?? name }];
  });
}
