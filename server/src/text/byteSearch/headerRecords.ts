import { byteSearchInstance, type HeaderRecords } from './instance.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ascii = new TextDecoder();

/** Is told what stands in the header of a Python module, in the order of the text. `offset`: of the statement in UTF-16 units, `at`: in bytes, both behind a byte order mark. */
export interface HeaderVisitor {
  /** A `from` statement, with its place if it stands at the top level. */
  from(module: string, offset?: number, at?: number): void;
  /** A name that the `from` statement before takes. */
  taken(name: string, local: string): void;
  /** An `import` of the top level, once for each of its modules: the module's first part. */
  imported(root: string, offset: number, at: number): void;
  /** A class, or a function or constructed variable of the top level. */
  defined(name: string, kind: 'class' | 'function' | 'variable'): void;
  /** Where the definition before comes from: the last part of a dotted name. */
  derived(from: string, isMember: boolean): void;
  /** What the last function of the top level returns. */
  returned(from: string, isMember: boolean): void;
}

/**
 * Visits what `pythonHeader` (service/pythonHeader.ts) finds in the text of the bytes, without decoding it. `noText` when they are no UTF-8 or hold NUL; `unreadable`
 * when only the text itself shows what it finds (lines that end otherwise, letters of other scripts where names are, very long headers): then the visit may have been partial.
 */
export function visitPythonHeader(bytes: Uint8Array, visitor: HeaderVisitor): 'visited' | 'noText' | 'unreadable' {
  const records = byteSearchInstance().header(bytes, isUtf8);
  if (records === undefined) return 'unreadable';
  if (records === 'noText') return 'noText';
  visit(records, visitor);
  return 'visited';
}

function visit({ words, names }: HeaderRecords, visitor: HeaderVisitor): void {
  let next = 0;
  let from = 0;
  const word = (): number => words[next++] ?? 0;
  const name = (): string => {
    const to = word();
    const result = text.slice(from, to);
    from = to;
    return result;
  };
  const text = ascii.decode(names);
  while (next < words.length) {
    const kind = word();
    const first = name();
    switch (kind) {
      case 0: visitor.from(first, word(), word()); break;
      case 1: visitor.from(first); break;
      case 2: visitor.taken(first, first); break;
      case 3: visitor.taken(first, name()); break;
      case 4: visitor.imported(first, word(), word()); break;
      case 5: visitor.defined(first, 'class'); break;
      case 6: visitor.defined(first, 'function'); break;
      case 7: visitor.defined(first, 'variable'); break;
      case 8: visitor.derived(first, true); break;
      case 9: visitor.derived(first, false); break;
      case 10: visitor.returned(first, true); break;
      default: visitor.returned(first, false);
    }
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
