import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { pageScript } from '../../../server/src/service/report/html/script.ts';

/** As much of an element as the script looks at. */
class FakeElement {
  constructor(private readonly button: { readonly dataset: Readonly<Record<string, string>> } | null) {}

  closest(): unknown {
    return this.button;
  }
}

function clickOn(target: unknown): readonly unknown[] {
  const posted: unknown[] = [];
  let listener: ((event: { readonly target: unknown }) => void) | undefined;
  runInNewContext(pageScript, {
    Element: FakeElement,
    acquireVsCodeApi: () => ({ postMessage: (message: unknown) => posted.push(message) }),
    document: { addEventListener: (_type: string, heard: typeof listener) => { listener = heard; } },
  });
  listener?.({ target });
  return JSON.parse(JSON.stringify(posted)) as readonly unknown[];
}

describe('the script of the page in a webview', () => {
  it('posts the place of a button', () => {
    expect(clickOn(new FakeElement({ dataset: { uri: 'file:///w/a%20b.py', line: '11' } }))).toEqual([{ type: 'open', uri: 'file:///w/a%20b.py', line: 11 }]);
  });

  it('posts the format to save', () => {
    expect(clickOn(new FakeElement({ dataset: { save: 'markdown' } }))).toEqual([{ type: 'save', format: 'markdown' }]);
  });

  it('posts nothing for other places of the page', () => {
    expect([...clickOn(new FakeElement(null)), ...clickOn(new FakeElement({ dataset: {} })), ...clickOn({})]).toEqual([]);
  });

  it('cannot end the element that it stands in', () => {
    expect(pageScript).not.toMatch(/<\/|<!--/);
  });
});
