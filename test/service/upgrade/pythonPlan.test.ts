import { describe, expect, it } from 'vitest';
import type { Migration, Rule } from '../../../server/src/analysis/migration.ts';
import { insert, replace } from '../../../server/src/text/edit.ts';
import { testService } from '../../support/testService.ts';

const base = 'sys.base.Agent';

/** Classes that reach the system's base class get a mark. */
const marked: Rule = {
  id: 'sys/unmarked', change: undefined, description: 'A class without a mark.', guideSection: 'none', languages: ['python'], literals: [['class ']], aboutClasses: true,
  *check({ python, file }) {
    for (const one of python?.classes ?? []) {
      const { start, end } = one.node.range;
      if (!python?.reaches(one.qualifiedName, base) || file.text.slice(0, start).endsWith('@mark\n')) continue;
      yield { range: { start, end }, message: { what: `${one.name} has no mark.`, why: '', todo: '' }, severity: 'warning', fixes: [{ title: 'Mark it', applicability: 'safe', bulk: true, edits: () => [insert(start, '@mark\n')] }] };
    }
  },
};

/** `OldAgent` is called `Agent` now. */
const renamed: Rule = {
  id: 'sys/renamed', change: undefined, description: 'An old name.', guideSection: 'none', languages: ['python'], literals: [['OldAgent']],
  *check({ file }) {
    for (const { index } of file.text.matchAll(/OldAgent/g)) {
      const range = { start: index, end: index + 8 };
      yield { range, message: { what: 'OldAgent is old.', why: '', todo: '' }, severity: 'warning', fixes: [{ title: 'Rename', applicability: 'safe', bulk: true, edits: () => [replace(range, 'Agent')] }] };
    }
  },
};

const system: Migration = {
  id: 'sys', title: 'System', from: '1.0', to: '2.0', guideTitle: 'Guide', changes: [], documents: [],
  detection: { packages: [{ ecosystem: 'pypi', name: 'sys' }], environment: [], environmentTogether: [], imports: [{ ecosystem: 'pypi', module: 'sys' }] },
  python: { classes: [{ name: base, aliases: ['sys.Agent'], methods: {} }], functions: {}, families: [] },
  rules: [marked, renamed],
};

describe('a plan across Python modules', () => {
  const files = {
    'own.py': 'from sys import OldAgent\n\nclass Own(OldAgent):\n    pass\n',
    'fuel.py': 'from own import Own\nfrom sys import Agent\n\nclass Fuel(Own):\n    pass\n',
    'far.py': 'from fuel import Fuel\nfrom sys import Agent\n\nclass Far(Fuel):\n    pass\n',
  };

  it('finds what a class becomes once the module of its base has changed, through several modules', async () => {
    const { service, workspace, log } = await testService(files, { migrations: [system] });
    const plan = await service.plan();
    expect(Object.fromEntries(plan.files.map(({ uri, after }) => [workspace.path(uri), after]))).toEqual({
      'own.py': 'from sys import Agent\n\n@mark\nclass Own(Agent):\n    pass\n',
      'fuel.py': 'from own import Own\nfrom sys import Agent\n\n@mark\nclass Fuel(Own):\n    pass\n',
      'far.py': 'from fuel import Fuel\nfrom sys import Agent\n\n@mark\nclass Far(Fuel):\n    pass\n',
    });
    expect(plan.items.map(({ uri, rule, followUp }) => `${workspace.path(uri)} ${rule}${followUp ? ' follow-up' : ''}`)).toEqual([
      'far.py sys/unmarked follow-up', 'fuel.py sys/unmarked follow-up', 'own.py sys/renamed', 'own.py sys/unmarked follow-up', 'own.py sys/renamed',
    ]);
    expect(log).toEqual([]);
    expect(service.diagnose(workspace.uri('fuel.py'))?.diagnostics, 'the service still knows the files as they are').toEqual([]);
  });
});
