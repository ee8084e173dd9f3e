/** Stands for text that another program fills in before the shell runs: part of a word, its value unknown. */
export const hole = '\ue000';

/** Stands for a character that another program takes away: part of a word, adds nothing to it. */
export const nothing = '\ue001';

/**
 * What other programs do to a script before the shell sees it. `make`: `$$` is a dollar, `$(NAME)` is make's. `github`: `${{ … }}`;
 * `gitlab`: `$[[ … ]]`; `template`: `{{ … }}`.
 */
export type Preprocessor = 'make' | 'github' | 'gitlab' | 'template';

/** The text with such places masked, unit by unit, so that every index still means the same place. Linear in its length. */
export function mask(text: string, preprocessor: Preprocessor | undefined): string {
  switch (preprocessor) {
    case undefined:
      return text;
    case 'make':
      return maskMake(text);
    case 'github':
      return maskBetween(text, '${{', '}}');
    case 'gitlab':
      return maskBetween(text, '$[[', ']]');
    case 'template':
      return maskBetween(maskBetween(text, '{{', '}}'), '{%', '%}');
  }
}

/** An opening without its closing stays as it is. */
function maskBetween(text: string, open: string, close: string): string {
  let result = '';
  let done = 0;
  for (let at = text.indexOf(open); at !== -1; at = text.indexOf(open, done)) {
    const end = text.indexOf(close, at + open.length);
    if (end === -1) break;
    result += text.slice(done, at) + holes(text, at, end + close.length);
    done = end + close.length;
  }
  return result + text.slice(done);
}

function maskMake(text: string): string {
  let result = '';
  let done = 0;
  for (let at = text.indexOf('$'); at !== -1 && at + 1 < text.length; at = text.indexOf('$', done)) {
    result += text.slice(done, at);
    const next = text[at + 1];
    if (next === '$') {
      result += `${nothing}$`;
      done = at + 2;
      continue;
    }
    const end = next === '(' || next === '{' ? closing(text, at + 1) : at + 2;
    result += holes(text, at, end);
    done = end;
  }
  return result + text.slice(done);
}

/** Behind the bracket that closes the one at `at`; the end of the text without one. */
function closing(text: string, at: number): number {
  const open = text[at];
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i + 1;
  }
  return text.length;
}

/** Line ends stay: they are what ends a comment. */
function holes(text: string, start: number, end: number): string {
  return text.slice(start, end).replace(/[^\r\n]/g, hole);
}
