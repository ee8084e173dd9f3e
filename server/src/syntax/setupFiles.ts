import { requirementAt, type Requirement } from './requirements.ts';

const keyword = /\b(?:install_requires|extras_require|tests_require|setup_requires)\s*=\s*([A-Za-z_]\w*|[[({])/g;
/** More lists than this are no setup script; each name costs a search through the text. */
const maximumLists = 50;

/** A comment, a bracket, or a string: prefix, quotes, content. */
const token = /#[^\r\n]*|[[\](){}]|([A-Za-z]{0,2})("""|'''|"|')/g;

/**
 * The packages in the lists of `install_requires` and its like in a `setup.py`: string literals, written in place or in a
 * list of that name in the same file. A careful look at the text, no Python; what is computed is not seen. Never throws.
 */
export function requirementsInSetupPy(text: string): readonly Requirement[] {
  const lists = new Set<number>();
  let seen = 0;
  for (const match of text.matchAll(keyword)) {
    if (++seen > maximumLists) break;
    const value = match[1] ?? '';
    if (/\w/.test(value)) {
      const definition = new RegExp(`^${value}\\b[^=\\r\\n]*=\\s*[[({]`, 'm').exec(text);
      if (definition) lists.add(definition.index + definition[0].length - 1);
    } else {
      lists.add(match.index + match[0].length - 1);
    }
  }
  const found: Requirement[] = [];
  let behind = 0;
  for (const open of [...lists].sort((a, b) => a - b)) {
    if (open < behind) continue;
    const end = requirementsInList(text, open, found);
    if (end === undefined) break; // half-typed, and so is all that follows
    behind = end;
  }
  return found;
}

/** Adds the requirements between the bracket at `open` and the one that closes it; gives that one's offset, if there is one. */
function requirementsInList(text: string, open: number, found: Requirement[]): number | undefined {
  const inside: Requirement[] = [];
  const scanner = new RegExp(token);
  scanner.lastIndex = open;
  let depth = 0;
  for (let match = scanner.exec(text); match; match = scanner.exec(text)) {
    const quote = match[2];
    if (quote === undefined) {
      if ('[({'.includes(match[0])) depth++;
      else if ('])}'.includes(match[0]) && --depth === 0) {
        found.push(...inside);
        return match.index;
      }
      continue;
    }
    const start = match.index + match[0].length;
    const end = closingQuote(text, start, quote);
    if (end === undefined) return undefined;
    scanner.lastIndex = end + quote.length;
    // A string before a colon is the name of an extra.
    const isKey = /^\s*:/.test(text.slice(end + quote.length, end + quote.length + 80));
    const requirement = isKey || /f/i.test(match[1] ?? '') ? undefined : requirementAt(text.slice(start, end), start);
    if (requirement) inside.push(requirement);
  }
  return undefined;
}

function closingQuote(text: string, start: number, quote: string): number | undefined {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at;
    else if (quote.length === 1 && (text[at] === '\n' || text[at] === '\r')) return undefined;
  }
  return undefined;
}

/** The packages of `install_requires` and the extras in a `setup.cfg`. Never throws. */
export function requirementsInSetupCfg(text: string): readonly Requirement[] {
  const found: Requirement[] = [];
  let section = '';
  let inList = false;
  for (const match of text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)) {
    const line = match[1] ?? '';
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line);
    const key = /^([A-Za-z_][\w.-]*)\s*[=:][ \t]*/.exec(line);
    if (header) {
      section = header[1] ?? '';
      inList = false;
    } else if (key) {
      inList = section === 'options.extras_require' || (section === 'options' && /^(?:install|tests|setup)_requires$/.test(key[1] ?? ''));
      add(line.slice(key[0].length), match.index + key[0].length);
    } else if (/^\s/.test(line)) {
      add(line, match.index);
    }
  }
  return found;

  function add(source: string, offset: number): void {
    const requirement = inList ? requirementAt(source.replace(/\s#.*$/, ''), offset) : undefined;
    if (requirement) found.push(requirement);
  }
}
