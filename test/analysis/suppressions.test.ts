import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../server/src/analysis/diagnostic.ts';
import { suppressionEdit, suppressionsOf } from '../../server/src/analysis/suppressions.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { ParsedFile } from '../../server/src/syntax/parsedFile.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { parsedCode } from '../support/codeParsers.ts';

const at = (file: ParsedFile, word: string): Diagnostic => {
  const start = file.text.indexOf(word);
  return {
    range: { start, end: start + word.length }, rule: 'greenlang/x', migration: 'greenlang', change: 'BC-007', severity: 'warning', lifecycle: undefined, applicability: 'safe',
    message: { what: '', why: '', todo: '' }, fixes: [], related: [],
  };
};

/** Takes the edit, applies it, and says whether the finding is silenced then. */
function silencedAfter(file: ParsedFile, word: string): { readonly text: string; readonly silenced: boolean } | undefined {
  const edit = suppressionEdit(file, at(file, word), '2026-01-15');
  if (!edit) return undefined;
  const after = { ...file, ...parse(file.uri, applyEdits(file.text, [edit]), file.language) } as ParsedFile;
  return { text: after.text, silenced: suppressionsOf(after).silences(['BC-007'], after.lines.lineAt(after.text.indexOf(word))) };
}

const plain = (language: ParsedFile['language'], text: string): ParsedFile => parse('file:///w/x', text, language);

describe('the comment that silences a finding', () => {
  it.each([
    ['shell', 'export OLD=1\n', '# upguide-ignore BC-007: kept on purpose, 2026-01-15\nexport OLD=1\n'],
    ['shell', 'run a \\\n  --b \\\n  OLD\n', '# upguide-ignore BC-007: kept on purpose, 2026-01-15\nrun a \\\n  --b \\\n  OLD\n'],
    ['dockerfile', 'RUN a \\\n  && OLD\n', '# upguide-ignore BC-007: kept on purpose, 2026-01-15\nRUN a \\\n  && OLD\n'],
    ['batch', 'set OLD=1\r\n', 'rem upguide-ignore BC-007: kept on purpose, 2026-01-15\r\nset OLD=1\r\n'],
    ['sql', 'SELECT OLD;\n', '-- upguide-ignore BC-007: kept on purpose, 2026-01-15\nSELECT OLD;\n'],
    ['toml', 'a = "OLD"\n', '# upguide-ignore BC-007: kept on purpose, 2026-01-15\na = "OLD"\n'],
    ['makefile', 'all:\n\tOLD\n', 'all:\n\t# upguide-ignore BC-007: kept on purpose, 2026-01-15\n\tOLD\n'],
  ] as const)('%s %j', (language, text, expected) => {
    expect(silencedAfter(plain(language, text), 'OLD')).toEqual({ text: expected, silenced: true });
  });

  it.each([['json', '{ "OLD": 1 }\n'], ['markdown', '```sh\nOLD\n```\n'], ['text', 'OLD\n']] as const)('is not offered in %s', (language, text) => {
    expect(silencedAfter(plain(language, text), 'OLD')).toBeUndefined();
  });

  it.each([
    ['- run: OLD\n', '# upguide-ignore BC-007: kept on purpose, 2026-01-15\n- run: OLD\n'],
    ['run: |\n  a\n  OLD\n', 'run: |\n  a\n  # upguide-ignore BC-007: kept on purpose, 2026-01-15\n  OLD\n'],
    ['run: |\n  a \\\n    OLD\n', 'run: |\n  # upguide-ignore BC-007: kept on purpose, 2026-01-15\n  a \\\n    OLD\n'],
  ])('in the script of a YAML file it is one of the script: %j', (text, expected) => {
    expect(silencedAfter(plain('yaml', text), 'OLD')).toEqual({ text: expected, silenced: true });
  });

  it.each([['run: >\n  a\n  OLD\n'], ['run: a\n  OLD\n'], ['run: "a\n  OLD"\n']])('is not offered where YAML joins the lines: %j', (text) => {
    expect(silencedAfter(plain('yaml', text), 'OLD')).toBeUndefined();
  });

  it('is not offered inside a string of code, and is offered in a call over several lines', async () => {
    expect(suppressionEdit(await parsedCode('x = """\nOLD\n"""\n'), at(await parsedCode('x = """\nOLD\n"""\n'), 'OLD'), '2026-01-15')).toBeUndefined();
    const call = await parsedCode('x = f(\n    OLD,\n)\n');
    const edit = suppressionEdit(call, at(call, 'OLD'), '2026-01-15');
    const after = await parsedCode(applyEdits(call.text, edit ? [edit] : []));
    expect(after.text).toBe('x = f(\n    # upguide-ignore BC-007: kept on purpose, 2026-01-15\n    OLD,\n)\n');
    expect(suppressionsOf(after).silences(['BC-007'], 2)).toBe(true);
    expect(suppressionsOf(after).silences(['BC-007'], 0)).toBe(false);
  });
});
