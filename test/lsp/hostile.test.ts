import { beforeAll, describe, expect, it } from 'vitest';
import buildOnce from '../support/buildOnce.ts';
import { goodPack, session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('\n');
const bomb = (levels: number) => `a0: &a0 [lol, lol]\n${lines(levels, (i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`)}\n`;

/** Texts that have brought other servers down or made them wait for half a minute. */
const hostile: Readonly<Record<string, string>> = {
  'nothing': '',
  'an alias bomb': bomb(9),
  'a bomb of merge keys': `a: &a { x: 1 }\n${lines(18, (i) => `b${i}: &b${i}\n  <<: [*${i ? `b${i - 1}` : 'a'}, *${i ? `b${i - 1}` : 'a'}]`)}\n`,
  'an alias of itself': 'a: &a\n  b: *a\n',
  '20,000 aliases': `a: &a 1\nb:\n${'  - *a\n'.repeat(20_000)}`,
  '10,000 brackets': `x: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
  '10,000 brackets that never close': `x: ${'['.repeat(10_000)}`,
  '2,000 levels of blocks': lines(2000, (i) => `${' '.repeat(i)}k:`),
  'a line of 2 MB': `${goodPack}x: "${'a'.repeat(2 << 20)}"\n`,
  '50,000 keys': `${goodPack}${lines(50_000, (i) => `k${i}: ${i}`)}\n`,
  '5,000 documents': '---\na: 1\n'.repeat(5000),
  'NUL bytes': `${goodPack}x: "\0\0"\n`,
  'half a surrogate pair': `${goodPack}x: "\uD800"\n`,
  'tabs': goodPack.replace(/ {2}/g, '\t'),
  'keys of Object.prototype': `${goodPack}__proto__: { x: 1 }\nconstructor: 1\ntoString: 2\n`,
  'a value made for backtracking': goodPack.replace('emissions', `${'a'.repeat(60)}!`),
  '20 MB': `${goodPack}${`# ${'c'.repeat(78)}\n`.repeat(260_000)}`,
};

describe('hostile documents', () => {
  it.each(Object.keys(hostile))('%s is answered, and the next document as well', async (name) => {
    const place = workspace({});
    const client = await session(place);
    const text = hostile[name] ?? '';
    await client.open(place.uri('h/pack.yaml'), text, 'yaml');
    await client.current(place.uri('h/pack.yaml'));

    // Typing in it, and a look around, must not bring it down either.
    await client.change(place.uri('h/pack.yaml'), [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: ' ' }]);
    await client.current(place.uri('h/pack.yaml'));
    await client.codeActions(place.uri('h/pack.yaml'), { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } });
    await client.request('textDocument/hover', { textDocument: { uri: place.uri('h/pack.yaml') }, position: { line: 0, character: 3 } });

    await client.open(place.uri('good/pack.yaml'), goodPack, 'yaml');
    expect(await client.current(place.uri('good/pack.yaml'))).toEqual([]);
    expect(client.log.filter((line) => line.includes('uncaught') || line.includes('unhandled'))).toEqual([]);
  });

  it('are answered on disk, too', async () => {
    const place = workspace(Object.fromEntries(Object.entries(hostile).map(([, text], i) => [`${i}/pack.yaml`, text])));
    const client = await session(place);
    await client.open(place.uri('good/pack.yaml'), goodPack, 'yaml');
    expect(await client.current(place.uri('good/pack.yaml'))).toEqual([]);
  });
});
