import { describe, expect, it } from 'vitest';
import type { LanguageService } from '../../../server/src/service/languageService.ts';
import { testService } from '../../support/testService.ts';
import { acme } from './acme.ts';

const opening = 'from datetime import timedelta\nfrom acme import Client, connect, start\nshared = connect(url="x")\npause = 5\n';
const statements = [
  'def a(c: Client):\n    c.push(text="a")\n    return c.limit\n',
  'def b():\n    shared.push("b", retries=1)\n    shared.wait(pause)\n',
  'class Mine(Client):\n    def __init__(self, timeout):\n        super().__init__(timeout=timeout)\n    def push(self, text):\n        return super().push(text)\n',
  'def c(opts):\n    return Client(**opts), Client(timeout=pause), start("x")\n',
  'def d(c: Client):\n    if hasattr(c, "push"):\n        c.push("a")\n    getattr(c, "limit")\n',
  'shared.open("x")\n',
];
/** Each from one text to another: names that other statements rest on, statements that come and go, lines that move all below. */
const steps: readonly (readonly [string, string])[] = [
  ['pause = 5', 'pause = timedelta(seconds=5)'], ['# note\n', '# a note\n# of two lines\n'], ['shared = connect', 'shared = other'], ['hasattr(c, "push")', 'c'], ['c: Client):\n    if', 'c):\n    if'],
  ['pause = timedelta(seconds=5)', 'opts = 1'], ['shared = other', 'shared = connect'], ['class Mine(Client)', 'class Mine'], ['connect, start', 'connect'], ['opts = 1', 'pause = 5\nlater = 1'], ['class Mine', 'class Mine(Client)'],
];

/** Findings without what changes from service to service. */
function shown(service: LanguageService, uri: string): readonly string[] {
  return (service.diagnose(uri)?.diagnostics ?? []).map(({ range, rule, applicability, message, fixes }) =>
    `${range.start}-${range.end} ${rule} ${applicability} ${message.todo} ${fixes.map((fix) => JSON.stringify(fix.edits())).join()}`).sort();
}

describe('the findings of changes that are data, in a document that is being edited', () => {
  it('are those of a file that is read for the first time', async () => {
    let text = `${opening}# note\n${statements.join('\n\n')}`;
    const files = (app: string): Readonly<Record<string, string>> => ({ 'requirements.txt': 'acme==1.0\n', 'app.py': app });
    const { service, workspace } = await testService(files(text), { migrations: [acme] });
    const uri = workspace.uri('app.py');
    service.open({ uri, version: 1, text });
    const seen = new Set<string>();
    for (const [index, [from, to]] of steps.entries()) {
      expect(text, from).toContain(from);
      text = text.replace(from, to);
      service.open({ uri, version: index + 2, text });
      const expected = shown((await testService(files(text), { migrations: [acme] })).service, uri);
      expect(shown(service, uri), `${from} → ${to}`).toEqual(expected);
      seen.add(String(expected.length));
    }
    // Most of the edits change what is found.
    expect(seen.size).toBeGreaterThan(4);
  });
});
