/** The arguments of a call, as far as a search of the text shows them. */
export interface TextArguments {
  /** The text of each, in order, without what stands before it: blanks, comments. */
  readonly items: readonly string[];
  /** Behind the closing bracket. */
  readonly end: number;
}

const openings: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * Splits the arguments of a call in Python code without parsing it. Takes the offset behind the opening bracket. `undefined` where the text alone does not tell: strings with
 * something put into them, brackets that do not match, a `lambda`, whose own commas are no ends of arguments. Looks at each character once.
 */
export function textArguments(text: string, start: number): TextArguments | undefined {
  const open: string[] = [')'];
  const items: string[] = [];
  let from: number | undefined;
  const end = (at: number): void => {
    if (from !== undefined) items.push(text.slice(from, at));
    from = undefined;
  };
  const token = /#[^\n]*|([a-zA-Z]*)("""|'''|["'])|[\w\u0080-\uffff]+|[\s\\]+|[^]/g;
  token.lastIndex = start;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [all, prefix = '', quote] = match;
    if (all.startsWith('#') || /^[\s\\]/.test(all)) continue;
    if (all === 'lambda') return undefined;
    if (open.length === 1 && all === ',') end(match.index);
    else if (all === open.at(-1)) {
      open.pop();
      if (open.length > 0) continue;
      end(match.index);
      return { items, end: token.lastIndex };
    } else {
      from ??= match.index;
      if (/^[)\]}]$/.test(all)) return undefined;
      const closing = openings[all];
      if (closing !== undefined) open.push(closing);
      if (quote !== undefined) {
        const behind = endOfString(text, token.lastIndex, quote);
        if (behind === undefined || /[ft]/i.test(prefix)) return undefined;
        token.lastIndex = behind;
      }
    }
  }
  return undefined;
}

/** Where a string ends that begins before `start`; `undefined` when it does not. */
function endOfString(text: string, start: number, quote: string): number | undefined {
  const token = quote.length === 3 ? /\\[^]|"""|'''/g : /\\[^]|["'\n]/g;
  token.lastIndex = start;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === quote) return token.lastIndex;
    if (match[0] === '\n') return undefined;
  }
  return undefined;
}
