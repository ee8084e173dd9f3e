import type { Range } from '../../text/range.ts';

/** A makefile as far as facts need it. Ranges are indices into the text. */
export interface MakefileTree {
  readonly assignments: readonly MakeAssignment[];
  /** Names that `export`, `unexport`, `ifdef` and `ifndef` mention. */
  readonly mentions: readonly Range[];
  /** Recipe lines without tab and prefix (`@`, `-`, `+`); for each the slices of the text that the shell gets. */
  readonly recipes: readonly (readonly Range[])[];
  /** Text in which make fills in `$(NAME)`. */
  readonly expanded: readonly Range[];
  readonly comments: readonly Range[];
  /** The shell of the recipes, when the makefile chooses one. */
  readonly shell: string | undefined;
}

export interface MakeAssignment {
  readonly nameRange: Range;
  readonly operator: string;
  readonly value: Range;
  /** Whole logical line. */
  readonly range: Range;
  /** Where the conditional begins that it stands in; 0 outside. */
  readonly block: number;
}

const assignment = /^((?:(?:export|override|private|unexport)[ \t]+)*)([\w.-]+)[ \t]*(::?:?=|\?=|\+=|!=|=)[ \t]*/;

/** Reads a makefile line by line. `define … endef` is data: it may be a recipe or any text. Linear, never throws. */
export function readMakefile(text: string): MakefileTree {
  const tree = { assignments: [] as MakeAssignment[], mentions: [] as Range[], recipes: [] as Range[][], expanded: [] as Range[], comments: [] as Range[], shell: undefined as string | undefined };
  const blocks: number[] = [];
  let inRule = false;
  let define = 0;
  let at = 0;
  while (at < text.length) {
    const start = at;
    const slices: Range[] = [];
    for (let continued = true; continued && at < text.length;) {
      const close = text.indexOf('\n', at);
      const end = close === -1 ? text.length : close;
      const backslashes = /\\*\r?$/.exec(text.slice(Math.max(at, end - 200), end))?.[0].replace('\r', '').length ?? 0;
      continued = backslashes % 2 === 1 && close !== -1;
      slices.push({ start: at, end: continued ? close + 1 : end });
      at = close === -1 ? text.length : close + 1;
    }
    const end = slices[slices.length - 1]?.end ?? start;
    const line = text.slice(start, end);
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const word = /^[a-z]+/.exec(line.slice(indent, indent + 12))?.[0] ?? '';
    if (define > 0) {
      if (word === 'endef') define--;
      else if (word === 'define') define++;
      tree.expanded.push({ start, end });
      continue;
    }
    if (line.startsWith('\t') && inRule) {
      tree.expanded.push({ start, end });
      tree.recipes.push(recipe(text, slices));
      continue;
    }
    const hash = line.search(/(?<!\\)#/);
    if (hash !== -1 && !isInReference(line, hash)) tree.comments.push({ start: start + hash, end: start + line.replace(/\r$/, '').length });
    const content = hash === -1 || isInReference(line, hash) ? line : line.slice(0, hash);
    if (content.trim() === '') continue;
    tree.expanded.push({ start, end: start + content.length });
    const body = content.slice(indent);
    const from = start + indent;
    if (word === 'define') {
      define++;
      continue;
    }
    if (/^(?:ifdef|ifndef|ifeq|ifneq)$/.test(word)) {
      blocks.push(from);
      const name = /^ifn?def[ \t]+([A-Za-z_]\w*)[ \t\r]*$/.exec(body)?.[1];
      if (name !== undefined) tree.mentions.push({ start: from + body.indexOf(name, word.length), end: from + body.indexOf(name, word.length) + name.length });
      continue;
    }
    if (word === 'else') {
      if (blocks.length > 0) blocks[blocks.length - 1] = from;
      continue;
    }
    if (word === 'endif') {
      blocks.pop();
      continue;
    }
    const block = blocks.at(-1) ?? 0;
    const assigned = assignment.exec(body);
    if (assigned) {
      inRule = false;
      add(tree, text, assigned, from, { start, end: start + content.length }, block);
      continue;
    }
    if (/^(?:un)?export(?=\s)/.test(body)) {
      for (const { 0: name, index } of body.slice(word.length).matchAll(/(?<![\w$({-])[A-Za-z_]\w*(?![\w)}])/g)) {
        tree.mentions.push({ start: from + word.length + index, end: from + word.length + index + name.length });
      }
      continue;
    }
    const colon = colonOf(body);
    if (colon === -1) continue;
    inRule = true;
    // `target: NAME = value` and `target: ; recipe`.
    const behind = body.slice(colon + 1);
    const lead = /^:?[ \t]*/.exec(behind)?.[0].length ?? 0;
    const own = assignment.exec(behind.slice(lead));
    if (own) add(tree, text, own, from + colon + 1 + lead, { start, end: start + content.length }, from);
    else if (behind.includes(';')) tree.recipes.push([{ start: from + colon + 1 + behind.indexOf(';') + 1, end }]);
  }
  return tree;
}

function add(tree: { readonly assignments: MakeAssignment[]; shell: string | undefined }, text: string, match: RegExpExecArray, from: number, range: Range, block: number): void {
  const [whole, modifiers = '', name = '', operator = ''] = match;
  const nameRange = { start: from + modifiers.length, end: from + modifiers.length + name.length };
  const value = { start: from + whole.length, end: range.end };
  const text0 = text.slice(value.start, value.end).trimEnd();
  if (name === 'SHELL') tree.shell = text0;
  tree.assignments.push({ nameRange, operator, value: { start: value.start, end: value.start + text0.length }, range, block });
}

/** The slices of a recipe that the shell gets: make takes the tab of each line and the prefix of the first one. */
function recipe(text: string, lines: readonly Range[]): Range[] {
  return lines.map(({ start, end }, index) => {
    const skipped = (index === 0 ? /^\t[ \t]*(?:[@+-][ \t]*)*/ : /^\t?/).exec(text.slice(start, end))?.[0].length ?? 0;
    return { start: start + skipped, end };
  });
}

/** The colon of a rule; -1 when the line is none. */
function colonOf(body: string): number {
  let depth = 0;
  for (let at = 0; at < body.length; at++) {
    const unit = body[at];
    if (unit === '$' && (body[at + 1] === '(' || body[at + 1] === '{')) depth++;
    else if ((unit === ')' || unit === '}') && depth > 0) depth--;
    else if (unit === ':' && depth === 0 && !/^:[\\/]/.test(body.slice(at, at + 2))) return at;
  }
  return -1;
}

/** Whether a `#` stands in a `$(…)` that is still open: then it is no comment. */
function isInReference(line: string, hash: number): boolean {
  let depth = 0;
  for (let at = 0; at < hash; at++) {
    if (line[at] === '$' && (line[at + 1] === '(' || line[at + 1] === '{')) depth++;
    else if ((line[at] === ')' || line[at] === '}') && depth > 0) depth--;
  }
  return depth > 0;
}
