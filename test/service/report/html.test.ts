import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../server/src/service/report/renderReport.ts';
import { all, attribute, byId, parsePage, textOf, type PageElement, type ParsedPage } from './parsedPage.ts';
import { change, fileUri, item, sampleModel } from './sampleModel.ts';

const webview = { nonce: 'n0nce', cspSource: 'https://resources.example' };
const saved = renderReport(sampleModel(), { format: 'html' });
const shown = renderReport(sampleModel(), { format: 'html', webview });

describe.each([['saved', saved], ['in a webview', shown]])('the page, %s', (_name, text) => {
  const page = parsePage(text);

  it('is HTML that no browser has to forgive anything in', () => {
    expect(page.errors).toEqual([]);
    expect(text.startsWith('<!DOCTYPE html>')).toBe(true);
    expect(attribute(only(page, 'html'), 'lang')).toBe('en');
    expect(textOf(only(page, 'title'))).toBe('Upgrade report: Sample plain 1.0 → 2.0');
  });

  it('has one h1, and skips no level of headings', () => {
    const levels = all(page, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6').map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  it('has its parts in the order of their use', () => {
    expect(all(page, 'h2').map(textOf)).toEqual([
      'Progress', 'Route', 'To do by hand: 2', 'Ready to apply: 2', 'Effort and risk', 'When old forms stop working', 'Checklist of the guide', 'What was done', 'Why these guides apply', 'Files left out',
    ]);
  });

  it('has landmarks, and a link to skip to the content that comes first', () => {
    for (const landmark of ['header', 'nav', 'main', 'footer']) expect(all(page, landmark)).toHaveLength(1);
    const first = all(page, 'a', 'button')[0];
    expect(first && attribute(first, 'href')).toBe(`#${attribute(only(page, 'main'), 'id') ?? ''}`);
  });

  it('points only to ids that are there, each once', () => {
    const ids = page.elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = [
      ...page.elements.flatMap((element) => attribute(element, 'aria-labelledby') ?? []),
      ...all(page, 'a').flatMap((link) => attribute(link, 'href') ?? []).filter((href) => href.startsWith('#')).map((href) => href.slice(1)),
      ...page.elements.flatMap((element) => /^url\(#(.*)\)$/.exec(attribute(element, 'fill') ?? '')?.[1] ?? []),
    ];
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('names every table, row and column, and lets wide tables be scrolled by keyboard', () => {
    const tables = all(page, 'table');
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) {
      expect(all(table, 'caption').map(textOf).join('')).not.toBe('');
      expect(all(table, 'th').filter((cell) => !['row', 'col'].includes(attribute(cell, 'scope') ?? ''))).toEqual([]);
      const columns = all(table, 'thead').flatMap((head) => all(head, 'th')).length;
      for (const row of all(table, 'tbody').flatMap((body) => all(body, 'tr'))) expect(all(row, 'th', 'td')).toHaveLength(columns);
      expect(attribute(table.parentNode as PageElement, 'tabindex')).toBe('0');
      expect(attribute(table.parentNode as PageElement, 'aria-label')).toBe(all(table, 'caption').map(textOf).join(''));
    }
  });

  it('tells in words what pictures show, and hides the others', () => {
    const pictures = all(page, 'svg').filter(({ parentNode }) => !(parentNode && 'tagName' in parentNode && parentNode.tagName === 'svg'));
    expect(pictures.filter((picture) => attribute(picture, 'role') !== 'img' && attribute(picture, 'aria-hidden') !== 'true')).toEqual([]);
    const labels = pictures.filter((picture) => attribute(picture, 'role') === 'img').map((picture) => attribute(picture, 'aria-label') ?? '');
    expect(labels).toContain('All places: 5 done, 1 safe, 1 unsafe, 2 manual');
    expect(labels).toContain('BC-001: 4 done, 1 safe, 1 unsafe, 1 manual');
    expect(labels).toContain('Timeline: today is 2026-03-01; Sample plain 1.9.0 on 2026-01-01; Sample plain 2.0.0 on 2026-06-30');
  });

  it('has the numbers of the model', () => {
    expect(all(only(page, 'main'), 'dd').slice(0, 5).map(textOf)).toEqual(['4', '5', '1', '1', '2']);
    expect(rowsOf(page, 'Progress by change: Sample plain 1.0 → 2.0').map((row) => row.slice(1))).toEqual([['4', '1', '1', '1', '3'], ['1', '0', '0', '0', '0'], ['5', '1', '1', '1', '3']]);
    expect(rowsOf(page, 'Effort and risk by “Guide plain”')).toEqual([['Agents plain', 'high', '2–4 hours', 'BC-001', '3'], ['Rest', 'low', '30 minutes', 'BC-003', '0']]);
    expect(rowsOf(page, 'Changes of the run of 2026-02-28 10:11 UTC')).toEqual([['BC-001', 'Renamed plain', 'safe', '4']]);
    expect(rowsOf(page, 'Files of the run of 2026-02-28 10:11 UTC')).toEqual([['a/plain', 'as upgraded', '3'], ['gone.py', 'deleted since', '1']]);
  });

  it('marks what is past, what works no longer and what is ticked in words', () => {
    const dates = all(byId(page, 'timeline'), 'li').map(textOf);
    expect(dates[0]).toContain('2026-01-01 past Sample plain 1.9.0 stopped taking old forms 59 days ago 3 places left · BC-001');
    expect(dates[1]).toContain('2026-06-30 to come Sample plain 2.0.0 will take no old forms, in 121 days nothing of it is left here · BC-002, BC-003');
    expect(textOf(byId(page, 'manual'))).toContain('no longer works');
    expect(all(byId(page, 'manual'), 'li').map(textOf)).toContain('src/plainx.py:12 ✓ done');
  });

  it('has neither style attributes nor event handlers', () => {
    expect(page.elements.flatMap(({ attrs }) => attrs).filter(({ name }) => name === 'style' || name.startsWith('on'))).toEqual([]);
  });

  it('allows only its own style and script', () => {
    const policy = all(page, 'meta').map((meta) => (attribute(meta, 'http-equiv') === 'Content-Security-Policy' ? attribute(meta, 'content') : undefined)).find((content) => content !== undefined) ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(all(page, 'link', 'img', 'iframe', 'object', 'base')).toEqual([]);
  });

  it('works with forced colours, without motion, on paper, and shows the focus', () => {
    const style = textOf(only(page, 'style'));
    for (const part of ['@media (forced-colors:active)', 'prefers-reduced-motion', '@media print', ':focus-visible']) expect(style).toContain(part);
    expect(style).not.toMatch(/\b(animation|transition)\b/);
  });
});

describe('the saved page', () => {
  const page = parsePage(saved);

  it('has no script, follows the scheme of the reader, and allows its style by hash', () => {
    expect(all(page, 'script', 'button')).toEqual([]);
    const [before, rest] = saved.split('<style>');
    const style = rest?.split('</style>')[0] ?? '';
    expect(before).toContain(`style-src &#39;sha256-${createHash('sha256').update(style).digest('base64')}&#39;`);
    expect(style).toContain('prefers-color-scheme:dark');
  });

  it('links to places relative to where it is saved', () => {
    expect(placeLinks(page)).toContain('src/plainx.py#L12');
    expect(placeLinks(parsePage(renderReport(sampleModel(), { format: 'html', folder: 'file:///work/docs' })))).toContain('../src/plainx.py#L12');
    expect(placeLinks(parsePage(renderReport(sampleModel(), { format: 'html', folder: 'vscode-remote://x/work' })))).toEqual([]);
  });
});

describe('the page in a webview', () => {
  const page = parsePage(shown);

  it('has the nonce on every style and script, and in its policy', () => {
    const own = all(page, 'style', 'script');
    expect(own.map(({ tagName }) => tagName)).toEqual(['style', 'script']);
    expect(own.map((element) => attribute(element, 'nonce'))).toEqual(['n0nce', 'n0nce']);
    expect(shown).toContain('script-src &#39;nonce-n0nce&#39;; img-src https://resources.example data:');
  });

  it('takes the colours of the editor', () => {
    expect(textOf(only(page, 'style'))).toContain('--ground:var(--vscode-editor-background,#ffffff)');
  });

  it('opens places and saves by buttons with data, which the script posts', () => {
    const buttons = all(page, 'button').map((button) => Object.fromEntries(button.attrs.map(({ name, value }) => [name, value])));
    expect(buttons).toContainEqual({ 'type': 'button', 'class': 'place', 'data-uri': fileUri('src/plainx.py'), 'data-line': '11' });
    expect(buttons.map((button) => button['data-save']).filter((format) => format !== undefined)).toEqual(['markdown', 'html']);
    expect(placeLinks(page)).toEqual([]);
  });
});

describe('large and empty reports', () => {
  it('caps lists and tells the rest', () => {
    const items = Array.from({ length: 5000 }, (_, index) => item('', { id: String(index), place: { uri: fileUri(`d/f${index % 700}.py`), path: `d/f${index % 700}.py`, line: index + 1 }, applicability: 'safe', fix: 'Rename' }));
    const model = sampleModel();
    const large = { ...model, migrations: model.migrations.map((migration) => ({ ...migration, changes: [change('BC-001', items)] })), others: [] };
    const text = renderReport(large, { format: 'html' });
    const section = byId(parsePage(text), 'automatic');
    expect(all(section, 'li')).toHaveLength(200);
    expect(textOf(section)).toContain('5,000 places in 700 files');
    expect(textOf(section)).toContain('… and 4,800 more places, not listed here');
    expect(all(section, 'details').map((details) => attribute(details, 'open'))).toEqual([undefined]);
    expect(text.length).toBeLessThan(200_000);
    expect(renderReport(large, { format: 'markdown' })).toContain('… and 4,800 more places');
  });

  it('says what is the same once, and names a line once', () => {
    const model = sampleModel();
    const two = { ...model, migrations: model.migrations.map((migration) => ({ ...migration, changes: [change('BC-001', [item('a'), item('a', { id: 'other' }), item('a', { place: { uri: fileUri('b.py'), path: 'b.py', line: 1 } })])] })), others: [] };
    const section = byId(parsePage(renderReport(two, { format: 'html' })), 'manual');
    expect(all(section, 'p').map(textOf)).toEqual(['No edit can be derived for these places.', 'What a Do a no longer works']);
    expect(all(section, 'li').map(textOf)).toEqual(['src/ax.py:12 2 places', 'b.py:1']);
  });

  it('says why there is nothing', () => {
    const nothing = { done: 0, safe: 0, unsafe: 0, manual: 0 };
    const model = { ...sampleModel(), migrations: [], others: [], byFolder: [], runs: [], totals: nothing, whyNothing: ['Sample 1.0 → 2.0 is not active.', '12 files were looked at.'] };
    const page = parsePage(renderReport(model, { format: 'html' }));
    expect(page.errors).toEqual([]);
    expect(textOf(only(page, 'h1'))).toBe('Nothing to upgrade');
    expect(textOf(only(page, 'main'))).toContain('Nothing is left. This is why:');
    expect(all(only(page, 'main'), 'li').map(textOf).slice(0, 2)).toEqual(['Sample 1.0 → 2.0 is not active.', '12 files were looked at.']);
    expect(renderReport(model, { format: 'markdown' })).toContain('Nothing is left. This is why:\n\n- Sample 1.0 → 2.0 is not active.\n- 12 files were looked at.');
  });
});

function only(page: ParsedPage, name: string): PageElement {
  const [element, ...others] = all(page, name);
  if (!element || others.length > 0) throw new Error(`the page has ${others.length + (element ? 1 : 0)} <${name}>`);
  return element;
}

function placeLinks(page: ParsedPage): readonly string[] {
  return all(page, 'a').filter((link) => attribute(link, 'class') === 'place').map((link) => attribute(link, 'href') ?? '');
}

function rowsOf(page: ParsedPage, caption: string): readonly (readonly string[])[] {
  const table = all(page, 'table').find((each) => all(each, 'caption').map(textOf).join('') === caption);
  if (!table) throw new Error(`there is no table "${caption}"`);
  return all(table, 'tbody').flatMap((body) => all(body, 'tr')).map((row) => all(row, 'th', 'td').map(textOf));
}
