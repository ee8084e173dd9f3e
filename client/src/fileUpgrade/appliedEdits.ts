/** An edit of a text, in UTF-16 offsets. Of several, each begins where or after the one before it ends. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * Which of the edits were made on the way from one text to the other: the user may have left some out in the preview.
 * `undefined` when the text is not explained by them alone. Where two answers fit, the one with the earliest edits made.
 */
export function appliedEdits(before: string, after: string, edits: readonly OffsetEdit[]): readonly boolean[] | undefined {
  const made: boolean[] = [];
  // Positions in `after` at which each edit begins under the decisions so far.
  const begins: number[] = [edits[0]?.start ?? 0];
  const head = before.slice(0, edits[0]?.start ?? before.length);
  if (!after.startsWith(head) || (edits.length === 0 && after !== before)) return undefined;
  for (;;) {
    const index = made.length;
    const edit = edits[index];
    if (!edit) return made;
    const next = nextPosition(before, after, edits, index, begins[index] ?? 0, true) ?? nextPosition(before, after, edits, index, begins[index] ?? 0, false);
    if (next) {
      made.push(next.made);
      begins.push(next.position);
      continue;
    }
    // Neither fits: the last edit that was taken for made may not have been.
    const retry = backtrack(before, after, edits, made, begins);
    if (!retry) return undefined;
  }
}

/** Where the edit after this one begins if this one was made (or not); `undefined` if the text denies it. */
function nextPosition(before: string, after: string, edits: readonly OffsetEdit[], index: number, position: number, made: boolean): { made: boolean; position: number } | undefined {
  const edit = edits[index];
  if (!edit) return undefined;
  const text = made ? edit.newText : before.slice(edit.start, edit.end);
  const following = edits[index + 1];
  const gap = before.slice(edit.end, following?.start ?? before.length);
  if (!after.startsWith(text, position) || !after.startsWith(gap, position + text.length)) return undefined;
  const end = position + text.length + gap.length;
  return following || end === after.length ? { made, position: end } : undefined;
}

function backtrack(before: string, after: string, edits: readonly OffsetEdit[], made: boolean[], begins: number[]): boolean {
  while (made.length > 0) {
    const wasMade = made.pop();
    begins.pop();
    if (wasMade !== true) continue;
    const other = nextPosition(before, after, edits, made.length, begins[made.length] ?? 0, false);
    if (!other) continue;
    made.push(false);
    begins.push(other.position);
    return true;
  }
  return false;
}
