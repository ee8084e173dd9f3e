/** A half-open span of a text. Offsets are UTF-16 code units, as in JavaScript strings and in LSP. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Makes a range; takes the offsets of its first unit and of the unit behind its last one. */
export function range(start: number, end: number): Range {
  return { start, end };
}

/** Whether `offset` lies in the range or touches one of its ends (a cursor behind a word still means the word). */
export function touches(span: Range, offset: number): boolean {
  return offset >= span.start && offset <= span.end;
}

/** Whether two ranges share a unit, or one is empty and lies strictly inside the other. */
export function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `outer` holds all of `inner`. */
export function contains(outer: Range, inner: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
