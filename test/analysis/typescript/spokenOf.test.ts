import { describe, expect, it } from 'vitest';
import type { TypescriptApi } from '../../../server/src/facts/typescript/api.ts';
import { isSpokenOf } from '../../../server/src/facts/typescript/symbolPlaces.ts';
import { typescriptCode, type TypescriptCode } from '../../../server/src/facts/typescript/typescriptCode.ts';
import { parsedFile } from '../../support/parsedFiles.ts';

const api: TypescriptApi = { canonical: (name) => name, spellings: (name) => [name], isOld: () => false, returns: new Map() };

/** The code of a text that writes down which words somebody looks for. */
async function watched(text: string): Promise<{ readonly code: TypescriptCode; readonly asked: string[] }> {
  const file = await parsedFile('app.ts', text);
  const code = file && typescriptCode(file, api);
  if (!code) throw new Error('no code was read');
  const asked: string[] = [];
  const nodes = (word: string) => {
    asked.push(word);
    return code.scopes.nodes(word);
  };
  return { code: { ...code, scopes: { ...code.scopes, nodes } }, asked };
}

describe('whether a module is spoken of', () => {
  it('is found out once for a file and a module, however many findings ask', async () => {
    const { code, asked } = await watched('import { A } from \'a\';\njest.mock(\'b\');\n');
    const answers = Array.from({ length: 3 }, () => ['a', 'b', 'c'].map((module) => isSpokenOf(code, module)));
    expect(answers).toEqual(Array.from({ length: 3 }, () => [false, true, false]));
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('is asked of each file by itself', async () => {
    const [one, other] = [await watched('jest.mock(\'a\');'), await watched('import \'a\';')];
    expect([isSpokenOf(one.code, 'a'), isSpokenOf(other.code, 'a')]).toEqual([true, false]);
  });
});
