import { readdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const grammarFile = join(import.meta.dirname, '../../syntaxes/dotenv.tmLanguage.json');
const fixtures = join(import.meta.dirname, 'dotenv');
const update = process.env['UPDATE_SNAPSHOTS'] === '1';

let grammar: IGrammar;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  const bytes = readFileSync(wasm);
  await oniguruma.loadWASM(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile)),
  });
  const loaded = await registry.loadGrammar('source.dotenv');
  if (loaded === null) throw new Error(`${grammarFile} does not load`);
  grammar = loaded;
});

interface Token {
  readonly start: number;
  readonly end: number;
  /** Without the root scope. */
  readonly scopes: string;
}

function tokenize(lines: readonly string[]): readonly (readonly Token[])[] {
  let state = textmate.INITIAL;
  return lines.map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map((token) => ({
      start: token.startIndex,
      end: Math.min(token.endIndex, line.length),
      scopes: token.scopes.slice(1).join(' '),
    }));
  });
}

/** Each line behind `>`, and below it a line of carets per token that has a scope. */
function snapshot(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return tokenize(lines).flatMap((tokens, index) => [
    `>${lines[index] ?? ''}`,
    ...tokens
      .filter((token) => token.scopes !== '' && token.end > token.start)
      .map((token) => ` ${' '.repeat(token.start)}${'^'.repeat(token.end - token.start)} ${token.scopes}`),
  ]).join('\n') + '\n';
}

describe('the .env grammar', () => {
  const names = readdirSync(fixtures).filter((name) => name.endsWith('.env'));

  it.each(names)('%s has the scopes of its snapshot', (name) => {
    const actual = snapshot(readFileSync(join(fixtures, name), 'utf8').replaceAll('\r\n', '\n'));
    const file = join(fixtures, name.replace(/\.env$/, '.snap'));
    if (update) writeFileSync(file, actual);
    expect(existsSync(file), `${file} is missing; run with UPDATE_SNAPSHOTS=1 and read what it writes`).toBe(true);
    expect(actual).toBe(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
  });

  it('has no snapshot without its fixture', () => {
    const stale = readdirSync(fixtures).filter((name) => name.endsWith('.snap') && !names.includes(name.replace(/\.snap$/, '.env')));
    expect(stale).toEqual([]);
  });

  it.each(names)('%s has the same scopes when a carriage return stands at the end of every line', (name) => {
    const lines = readFileSync(join(fixtures, name), 'utf8').replaceAll('\r\n', '\n').split('\n');
    const scopesPerUnit = (line: string, tokens: readonly Token[]): readonly string[] =>
      Array.from(line, (_, offset) => tokens.find((token) => token.start <= offset && offset < token.end)?.scopes ?? '');
    const plain = tokenize(lines);
    const withReturn = tokenize(lines.map((line) => `${line}\r`));
    lines.forEach((line, index) => {
      expect(scopesPerUnit(line, withReturn[index] ?? []), line).toEqual(scopesPerUnit(line, plain[index] ?? []));
    });
  });

  it('keeps lines in order when the text is anything at all', () => {
    const odd = ['\u0000', '\ud800=\udc00', 'A="${'.repeat(50), '='.repeat(200), 'export export=export', '\ufeffA=1'];
    for (const tokens of tokenize(odd)) {
      tokens.forEach((token, index) => expect(token.start).toBe(index === 0 ? 0 : tokens[index - 1]?.end));
    }
  });
});
