import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import buildOnce from '../support/buildOnce.ts';
import type { Client } from './support/client.ts';
import { oldPack, session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

/** Small and fixed, so that a failure can be run again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const snippets = [
  'a', '\n', ' ', '  ', '\t', ':', '- ', '"', '\'', '{', '}', '[', ']', '&a ', '*a', '|\n', '>-\n', '#', '---\n', '\r\n', '\r', 'é', '\u{1F600}',
  '\u2028', '\uFEFF', '\0', '\uD83D', 'null', '!!str ', '? ', '<<: *a\n', '%YAML 1.1\n', '\\', '${', '}', '=', 'export ', '\n\n\n',
  'spec_version: "1.0"\n', 'GREENLANG_ENV', 'GREENLANG_DB_URL=x\n', 'GL_ENV=', 'inputs:\n  - a\n', 'metadata:\n', '# upguide-ignore BC-007\n',
];

const files = {
  'pack.yaml': oldPack,
  'greenlang.yaml': 'version: "0.2.0"\ndatabase:\n  url: ${GREENLANG_DB_URL}\nlogging:\n  level: WARN\n',
  '.env': '# settings\nGREENLANG_ENV=production\nexport GREENLANG_DB_URL="postgres://localhost/gl"\nGL_LOG_LEVEL=info\n',
};

const comparable = (diagnostics: readonly Diagnostic[]) => diagnostics
  .map(({ range, severity, code, message, tags }) => JSON.stringify([range, severity, code, message, tags])).sort();

describe.each(Object.entries(files))('%s', (name, base) => {
  it.each([1, 2, 3])('edited is the same as freshly opened (seed %i)', async (seed) => {
    const random = randomNumbers(seed * 7919 + base.length);
    // Without other files and without a `.env` beside it, a twin in another folder must give the same answer.
    const place = workspace({});
    const client = await session(place);
    const uri = place.uri(`edited/${name}`);
    await client.open(uri, base);
    for (let round = 0; round < 8; round++) {
      if (round === 5) await client.change(uri, [{ text: base.replace(/\n/g, '\r\n') }]);
      for (let i = 0; i < 15; i++) await client.change(uri, [randomChange(client, uri, random)]);
      await client.current(uri);
      const twin = place.uri(`twin${round}/${name}`);
      const text = client.text(uri);
      await client.open(twin, text);
      await client.current(twin);
      // A file may be published again for what others brought up: the two agree when everything is said.
      const said = (one: string) => comparable(client.published.get(one)?.diagnostics ?? []);
      await client.until(() => JSON.stringify(said(uri)) === JSON.stringify(said(twin)), 'both to agree').catch(() => undefined);
      expect(said(uri), `after round ${round}, text ${JSON.stringify(text)}`).toEqual(said(twin));
      await client.close(twin);
    }
    expect(client.log.filter((line) => /uncaught|unhandled|failed/.test(line))).toEqual([]);
  });
});

/** Never splits a surrogate pair or a line end: no position of LSP lies inside one. */
function randomChange(client: Client, uri: string, random: (below: number) => number) {
  const text = client.text(uri);
  const whole = (at: number) => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') || (text[at - 1] === '\r' && text[at] === '\n') ? at - 1 : at);
  const from = whole(random(text.length + 1));
  const to = whole(Math.min(text.length, from + (random(3) === 0 ? random(12) : 0)));
  const insert = random(5) === 0 ? '' : snippets[random(snippets.length)] ?? '';
  return { range: { start: client.positionAt(uri, from), end: client.positionAt(uri, Math.max(from, to)) }, text: insert };
}
