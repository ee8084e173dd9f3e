import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../server/src/service/report/renderReport.ts';
import { all, attribute, parsePage } from './parsedPage.ts';
import { hostileTexts, sampleModel } from './sampleModel.ts';

/** GitHub's dialect as far as it matters here: tables, strikethrough, HTML. */
interface Markdown {
  render(text: string): string;
}
const MarkdownIt = createRequire(import.meta.url)('markdown-it') as new (options: { readonly html: boolean; readonly linkify: boolean }) => Markdown;
const markdown = new MarkdownIt({ html: true, linkify: true });

const webview = { nonce: 'n0nce', cspSource: 'https://resources.example' };
/** Any text, hostile pieces more often than chance would have it. */
const text = fc.array(fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary', maxLength: 8 })), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

/** Tags and attribute names in their order, without code: messages mark it by backticks, which a hostile text has too. */
function skeleton(page: string): readonly string[] {
  return parsePage(page).elements.filter(({ tagName }) => tagName !== 'code').map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => name)].join(' '));
}

describe('texts of the workspace', () => {
  it.each([['saved', undefined], ['in a webview', webview]])('add no element and no attribute to the page, %s', (_name, given) => {
    const plain = skeleton(renderReport(sampleModel(), { format: 'html', webview: given }));
    fc.assert(fc.property(text, (hostile) => {
      const page = renderReport(sampleModel(hostile), { format: 'html', webview: given });
      expect(parsePage(page).errors).toEqual([]);
      expect(skeleton(page)).toEqual(plain);
    }), { numRuns: 150, examples: hostileTexts.map((each) => [each]), seed: 20_261_121 });
  });

  it('make no link but relative ones, whatever a URI is', () => {
    fc.assert(fc.property(text, (hostile) => {
      const model = sampleModel(hostile);
      const odd = { ...model, files: { ...model.files, skipped: [hostile, `file:///work/${hostile}`, `javascript:${hostile}`].map((uri) => ({ uri, path: hostile, reason: hostile })) } };
      const links = all(parsePage(renderReport(odd, { format: 'html' })), 'a').map((link) => attribute(link, 'href') ?? '');
      expect(links.filter((href) => /^[a-z][\w+.-]*:/i.test(href) || href.startsWith('//') || /[\s"'<>\\]/.test(href))).toEqual([]);
    }), { numRuns: 150, examples: hostileTexts.map((each) => [each]), seed: 20_261_121 });
  });

  it('add nothing to the Markdown either, neither in tables nor in lists', () => {
    const plain = skeleton(markdown.render(renderReport(sampleModel(), { format: 'markdown' })));
    expect(plain.filter((element) => element.startsWith('a '))).toHaveLength(8);
    fc.assert(fc.property(text, (hostile) => {
      expect(skeleton(markdown.render(renderReport(sampleModel(hostile), { format: 'markdown' })))).toEqual(plain);
    }), { numRuns: 300, examples: hostileTexts.map((each) => [each]), seed: 20_261_121 });
  });

  it('keep their words', () => {
    const page = renderReport(sampleModel('<b>&"\''), { format: 'html' });
    expect(page).toContain('What &lt;b&gt;&amp;&quot;&#39; Do &lt;b&gt;&amp;&quot;&#39;');
    expect(renderReport(sampleModel('a|b*c'), { format: 'markdown' })).toContain('Renamed a\\|b\\*c');
  });

  it('cannot turn the direction of reading', () => {
    for (const format of ['html', 'markdown'] as const) expect(renderReport(sampleModel('\u202egpj.exe'), { format })).not.toContain('\u202e');
  });
});
