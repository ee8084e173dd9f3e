/** How a line ends. */
export type LineEnd = '\n' | '\r\n' | '\r';

/** The line end that a text uses most; `\n` for a text of one line, and the first one where two are equally frequent. */
export function lineEndOf(text: string): LineEnd {
  if (!text.includes('\r')) return '\n';
  const counts = new Map<LineEnd, number>();
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    let end: LineEnd | undefined;
    if (unit === 10) end = '\n';
    else if (unit === 13) end = text.charCodeAt(at + 1) === 10 ? '\r\n' : '\r';
    if (end === undefined) continue;
    if (end === '\r\n') at++;
    counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  let best: LineEnd = '\n';
  let most = 0;
  for (const [end, count] of counts) {
    if (count > most) {
      best = end;
      most = count;
    }
  }
  return best;
}
