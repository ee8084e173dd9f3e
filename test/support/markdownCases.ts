/** One case of a literate page: the files, what is found in each, and what the fixes make of them. */
export interface MarkdownCase {
  readonly title: string;
  readonly line: number;
  readonly files: ReadonlyMap<string, string>;
  /** Lines `path:line:column-line:column tier change rule`; the path is left out for the first file. */
  readonly findings: readonly string[] | undefined;
  readonly fixed: { readonly safe: ReadonlyMap<string, string>; readonly unsafe: ReadonlyMap<string, string> };
  /** `key: value` lines of a block ```options: today, target, ignored (comma separated), migration. */
  readonly options: Readonly<Record<string, string>>;
  /** Lines (from 0) of the bodies of the blocks that state results, for updating them. */
  readonly results: readonly { readonly info: string; readonly start: number; readonly end: number }[];
}

/**
 * Reads a page. `## Title` begins a case. Blocks, by their info string: `<lang> <path>` a file; `findings` the expected
 * findings; `<lang> fixed safe [path]` and `<lang> fixed unsafe [path]` a file after fixing; `options`.
 */
export function markdownCases(markdown: string): readonly MarkdownCase[] {
  const cases: MutableCase[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const heading = /^## (.+)$/.exec(line);
    if (heading) cases.push({ title: heading[1] ?? '', line: i + 1, files: new Map(), findings: undefined, fixed: { safe: new Map(), unsafe: new Map() }, options: {}, results: [] });
    const fence = /^(`{3,})(\S.*)$/.exec(line);
    if (!fence) continue;
    const start = i + 1;
    while (++i < lines.length && lines[i] !== fence[1]);
    const body = lines.slice(start, i);
    const current = cases.at(-1);
    if (!current) throw new Error(`line ${start}: a block before the first "## case"`);
    const info = (fence[2] ?? '').trim();
    addBlock(current, info, body, start);
    if (info === 'findings' || /^\S+ fixed /.test(info)) current.results.push({ info, start, end: i });
  }
  return cases;
}

interface MutableCase {
  title: string;
  line: number;
  files: Map<string, string>;
  findings: readonly string[] | undefined;
  fixed: { safe: Map<string, string>; unsafe: Map<string, string> };
  options: Record<string, string>;
  results: { info: string; start: number; end: number }[];
}

function addBlock(target: MutableCase, info: string, body: readonly string[], line: number): void {
  const words = info.split(/\s+/);
  if (info === 'findings') target.findings = body.filter((text) => text.trim() !== '');
  else if (info === 'options') {
    for (const text of body) {
      const match = /^(\w+):\s*(.*)$/.exec(text);
      if (match) target.options[match[1] ?? ''] = match[2] ?? '';
    }
  } else if (words[1] === 'fixed') {
    const tier = words[2];
    const path = words[3] ?? [...target.files.keys()][0];
    if ((tier !== 'safe' && tier !== 'unsafe') || path === undefined) throw new Error(`line ${line}: write \`<lang> fixed safe|unsafe [path]\``);
    target.fixed[tier].set(path, decode(body));
  } else if (words[1] !== undefined) {
    target.files.set(words[1], decode(body));
  } else {
    throw new Error(`line ${line}: a block needs a path, \`findings\`, \`options\` or \`fixed\``);
  }
}

/** The opposite of what a page's blocks are read with: a text as the lines of a block. */
export function encode(text: string): readonly string[] {
  const visible = text.replaceAll('\r', '␍').replaceAll('\0', '␀').replaceAll('\t', '␉');
  return (visible.endsWith('\n') ? visible.slice(0, -1) : `${visible}␄`).split('\n');
}

/** `␍` stands for a carriage return, `␀` for NUL, `␉` for a tab and `␄` at the very end for "no final line end": pages stay readable. */
function decode(body: readonly string[]): string {
  const text = `${body.join('\n')}\n`.replaceAll('␍', '\r').replaceAll('␀', '\0').replaceAll('␉', '\t');
  return text.endsWith('␄\n') ? text.slice(0, -2) : text;
}
