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
    acquireVsCodeApi: () => ({ postMessage: (message: unknown) => posted.push(message), getState: () => undefined }),
    document: { addEventListener: (_type: string, heard: typeof listener) => { listener = heard; }, querySelectorAll: () => [] },
  });
  listener?.({ target });
  return JSON.parse(JSON.stringify(posted)) as readonly unknown[];
}

/** As much of a part that opens and closes as the script looks at. */
class FakeDetails {
  toggle = (): void => undefined;

  constructor(readonly name: string, public open: boolean) {}

  closest(): unknown {
    return { id: 'manual' };
  }

  querySelector(): unknown {
    return { textContent: this.name };
  }

  addEventListener(_type: string, heard: () => void): void {
    this.toggle = heard;
  }
}

/** Makes a page with these parts for an editor that remembers `state`. */
function openPage(parts: readonly FakeDetails[], editor: { state: unknown }): void {
  runInNewContext(pageScript, {
    acquireVsCodeApi: () => ({ getState: () => editor.state, setState: (state: unknown) => { editor.state = state; } }),
    document: { addEventListener: () => undefined, querySelectorAll: () => parts },
  });
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

  it('keeps what was opened and closed in the next page, and nothing of what was left as it was made', () => {
    const editor = { state: undefined as unknown };
    const first = [new FakeDetails('BC-007', true), new FakeDetails('BC-009', false), new FakeDetails('BC-011', false)] as const;
    openPage(first, editor);
    first[0].open = false;
    first[1].open = true;
    for (const part of first) part.toggle();
    expect(Object.keys(editor.state as object)).toEqual(['manual BC-007', 'manual BC-009']);
    const next = [new FakeDetails('BC-009', false), new FakeDetails('BC-011', true), new FakeDetails('BC-007', true)];
    openPage(next, editor);
    expect(next.map(({ name, open }) => [name, open])).toEqual([['BC-009', true], ['BC-011', true], ['BC-007', false]]);
  });

  it('cannot end the element that it stands in', () => {
    expect(pageScript).not.toMatch(/<\/|<!--/);
  });
});
