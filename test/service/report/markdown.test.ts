import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../server/src/service/report/renderReport.ts';
import { sampleModel } from './sampleModel.ts';

const text = renderReport(sampleModel(), { format: 'markdown' });

describe('the report as Markdown', () => {
  it('begins with the numbers', () => {
    expect(text.split('\n\n').slice(0, 4)).toEqual([
      '# Upgrade report: Sample plain 1.0 → 2.0',
      'work plain, 2026-03-01',
      '**4 left** in 1 file, of 1,234 files looked at; 55% done.',
      '| Done | Safe | Unsafe | Manual |\n| ---: | ---: | ---: | ---: |\n| 5 | 1 | 1 | 2 |',
    ]);
  });

  it('has the same parts in the same order as the page', () => {
    expect(text.match(/^## .*$/gm)).toEqual([
      '## Progress', '## Route', '## To do by hand: 2', '## Ready to apply: 2', '## Effort and risk', '## When old forms stop working', '## Checklist of the guide', '## What was done', '## Why these guides apply', '## Files left out',
    ]);
  });

  it('shows progress by bars of text', () => {
    expect(text).toContain('| BC-001 · First plain | █████░░░░░ 57% | 4 | 1 | 1 | 1 | 3 |');
    expect(text).toContain('| BC-002 · Title of BC-002 | ██████████ 100% | 1 | 0 | 0 | 0 | 0 |');
    expect(text).toContain('Nothing found for BC-003.');
  });

  it('lists manual places to tick off, with links to the line', () => {
    expect(text).toContain('- [ ] [`src/plainx.py:12`](src/plainx.py#L12) What plain Do plain\n');
    expect(text).toContain('- [x] [`src/plainx.py:12`](src/plainx.py#L12) What plain Do plain\n');
  });

  it('lists what can be applied with its tier', () => {
    expect(text).toContain('- [`src/plainx.py:12`](src/plainx.py#L12) Rename plain (safe)\n- [`src/plainx.py:12`](src/plainx.py#L12) Add plain (unsafe)');
  });

  it('tells dates, steps, runs, evidence and files left out', () => {
    expect(text).toContain('- **2026-01-01** (past): Sample plain 1.9.0 stopped taking old forms 59 days ago; 3 places left (BC-001)');
    expect(text).toContain('### Before the upgrade\n\n- [ ] Back up plain: `tar plain`');
    expect(text).toContain('- [ ] Migrate (BC-003, of which nothing was found in the files): `upguide script sample/database`');
    expect(text).toContain('### 2026-02-28 10:11 UTC: Run plain\n\ndone, by editor: 4 places in 2 files.');
    expect(text).toContain('- [`a/plain`](a/plain): 3 places, as upgraded\n- `gone.py`: 1 place, deleted since');
    expect(text).toContain('- Sample plain 1.0 → 2.0\n  - `app plain` (active)\n    - requirements.txt: plain\n  - `./` (switched off)');
    expect(text).toContain('| [`big/plain`](big/plain) | Too large plain |');
    expect(text).toContain('2 findings accepted in the baseline');
  });

  it('is the same for the same model, and a small change of the model is a small change of the text', () => {
    expect(renderReport(sampleModel(), { format: 'markdown' })).toBe(text);
    const model = sampleModel();
    const later = renderReport({ ...model, today: '2026-03-02' }, { format: 'markdown' }).split('\n');
    const differing = text.split('\n').filter((line, index) => line !== later[index]);
    expect(differing).toHaveLength(3);
  });

  it('has no blanks at line ends, and one line end at its end', () => {
    expect(text).not.toMatch(/[ \t]\n/);
    expect(text).toMatch(/[^\n]\n$/);
  });
});
