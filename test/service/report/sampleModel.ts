import type { ReportChange, ReportItem, ReportModel, ReportProgress } from '../../../server/src/service/report/reportTypes.ts';

const folder = 'file:///work';

/** A URI below the model's folder, encoded as editors do. */
export function fileUri(path: string): string {
  return `${folder}/${path.split('/').map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'))).join('/')}`;
}

/** An item with the given text wherever a text of the workspace may stand. */
export function item(text: string, values: Partial<ReportItem> = {}): ReportItem {
  return {
    id: `id-${text}`, place: { uri: fileUri(`src/${text}x.py`), path: `src/${text}x.py`, line: 12 },
    message: { what: `What ${text}`, why: `Why ${text}`, todo: `Do ${text}` }, applicability: 'manual', lifecycle: 'removed', fix: undefined, done: false, ...values,
  };
}

/** A change with these items; `done` counts what runs did. */
export function change(id: string, items: readonly ReportItem[], done = 0, title = `Title of ${id}`): ReportChange {
  const count = (tier: string): number => items.filter((each) => !each.done && each.applicability === tier).length;
  const progress: ReportProgress = { done: done + items.filter((each) => each.done).length, safe: count('safe'), unsafe: count('unsafe'), manual: count('manual') };
  return { id, title, impact: 'high', progress, files: new Set(items.map(({ place }) => place.uri)).size, items };
}

/** A whole model in which every text that comes from a workspace holds `text`. */
export function sampleModel(text = 'plain'): ReportModel {
  const changes = [
    change('BC-001', [item(text), item(text, { applicability: 'safe', fix: `Rename ${text}` }), item(text, { applicability: 'unsafe', fix: `Add ${text}`, lifecycle: 'deprecated' })], 4, `First ${text}`),
    change('BC-002', [item(text, { done: true })]),
    change('BC-003', []),
  ];
  const progress = { done: 5, safe: 1, unsafe: 1, manual: 1 };
  const other: ReportChange = { ...change('upguide/schema', [item(text)]), impact: undefined };
  return {
    today: '2026-03-01',
    folders: [{ uri: folder, name: `work ${text}` }],
    migrations: [{
      id: 'sample', title: `Sample ${text}`, from: '1.0', to: '2.0', guideTitle: `Guide ${text}`, progress, changes,
      projects: [{ path: `app ${text}`, state: 'active', evidence: [`requirements.txt: ${text}`] }, { path: '.', state: 'off', evidence: [] }],
      effort: [
        { component: `Agents ${text}`, changes: ['BC-001'], complexity: 'high', risk: 'high', minutes: { least: 120, most: 240 }, left: 3 },
        { component: 'Rest', changes: ['BC-003'], complexity: 'low', risk: 'low', minutes: { least: 30, most: 30 }, left: 0 },
      ],
      steps: [
        { phase: 'before', title: `Back up ${text}`, command: `tar ${text}`, script: undefined, change: undefined, unfounded: false },
        { phase: 'after', title: 'Migrate', command: undefined, script: 'sample/database', change: 'BC-003', unfounded: true },
      ],
      timeline: [
        { date: '2026-01-01', version: '1.9.0', past: true, changes: ['BC-001'], left: 3 },
        { date: '2026-06-30', version: '2.0.0', past: false, changes: ['BC-002', 'BC-003'], left: 0 },
      ],
    }],
    routes: [{
      system: 'sample', title: `Sample ${text}`, path: `app ${text}`, current: '1.0', target: undefined, cycle: ['2.0', '1.0', '2.0'],
      stated: [{ version: '1.0', evidence: `requirements.txt: ${text}` }, { version: '2.0', evidence: `pyproject.toml: ${text}` }],
      hops: [
        { from: '1.0', to: '1.5', kind: 'manual', by: `by hand ${text}`, passed: false, guides: [], progress: { done: 0, safe: 0, unsafe: 0, manual: 0 }, changes: [] },
        {
          from: '1.5', to: `2.0 ${text}`, kind: 'rules', by: undefined, passed: false, progress, changes: [{ id: 'BC-001', title: `First ${text}`, left: 3 }],
          guides: [{ migration: 'sample', title: `Guide ${text}`, active: true }, { migration: 'own', title: `Own ${text}`, active: false }],
        },
      ],
    }],
    others: [other],
    totals: { ...progress, manual: 2 },
    files: {
      looked: 1234, affected: 1,
      skipped: [{ uri: fileUri(`big/${text}`), path: `big/${text}`, reason: `Too large ${text}` }],
      refused: [{ uri: fileUri('odd.py'), path: 'odd.py', reason: `Does not settle ${text}` }],
    },
    byFolder: [{ path: `src ${text}`, progress, files: 1 }, { path: '.', progress: { done: 0, safe: 0, unsafe: 0, manual: 1 }, files: 1 }],
    runs: [{
      id: 'run1', started: '2026-02-28T10:11:12.000Z', title: `Run ${text}`, origin: 'editor', state: 'done',
      files: [{ uri: fileUri(`a/${text}`), path: `a/${text}`, now: 'new', places: 3 }, { uri: fileUri('gone.py'), path: 'gone.py', now: 'missing', places: 1 }],
      changes: [{ change: 'BC-001', title: `Renamed ${text}`, applicability: 'safe', places: 4 }],
    }],
    baseline: { accepted: 2, stale: 1 },
    whyNothing: [],
  };
}

/** Strings that break careless pages. */
export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '</style><script>1</script>', '<!--', ']]>', '&amp;', '&#x3c;b&#x3e;', '</title>', '</details>',
  'javascript:alert(1)', '[x](javascript:alert(1))', '![x](http://evil.example/x.png)', '`code`', '``', '|', '\\|', '\\', '$x$', '@everyone', '#12', 'http://evil.example', 'www.evil.example', '<https://evil.example>',
  '\n# heading', '\r\n- list', '\u202egpj.exe', '\0', '\ud800', '\ufffe', '**bold**', '_x_', '~~x~~', '- [x] y', '1. x', '+ x', '    code', '\t', '***', '---', '===', '${7*7}', '{{7*7}}', '[^1]', ':smile:',
];
