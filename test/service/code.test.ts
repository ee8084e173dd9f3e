import { describe, expect, it } from 'vitest';
import type { Migration, Rule } from '../../server/src/analysis/migration.ts';
import { testService } from '../support/testService.ts';

const base = 'sys.base.Agent';

/** Finds classes that reach the system's base class. */
const agents: Rule = {
  id: 'sys/agent', change: undefined, description: 'A class reaches the base.', guideSection: 'none', languages: ['python'],
  literals: [['class ']], aboutClasses: true,
  *check({ python }) {
    for (const one of python?.classes ?? []) {
      if (python?.reaches(one.qualifiedName, base)) yield { range: one.node.range, message: { what: one.name, why: '', todo: '' }, fixes: [], severity: 'warning' };
    }
  },
};

/** Finds the literal `OLD_NAME` in any file. */
const literal: Rule = {
  id: 'sys/literal', change: undefined, description: 'A word.', guideSection: 'none', languages: ['typescript', 'template', 'yaml', 'shell'], literals: [['OLD_NAME']],
  *check({ file }) {
    const start = file.text.indexOf('OLD_NAME');
    yield { range: { start, end: start + 8 }, message: { what: file.language, why: '', todo: '' }, fixes: [], severity: 'warning' };
  },
};

const system: Migration = {
  id: 'sys', title: 'System', from: '1.0', to: '2.0', guideTitle: 'Guide', changes: [], documents: [],
  detection: { packages: [{ ecosystem: 'pypi', name: 'sys' }], environment: [], environmentTogether: [], imports: [{ ecosystem: 'pypi', module: 'sys' }] },
  python: { classes: [{ name: base, aliases: ['sys.Agent'], methods: {} }], functions: {}, families: [] },
  rules: [agents, literal],
};

const found = (report: { readonly diagnostics: readonly { readonly message: { readonly what: string } }[] } | undefined): readonly string[] | undefined => report?.diagnostics.map(({ message }) => message.what);

describe('code in the workspace', () => {
  it('a class reaches the base through other files, and the imports prove the system', async () => {
    const { service, workspace } = await testService({
      'app/base.py': 'from sys import Agent\n\nclass Own(Agent):\n    pass\n',
      'app/fuel.py': 'from .base import Own as Parent\n\nclass Fuel(Parent):\n    pass\n',
      'app/other.py': 'class Fuel:\n    pass\n',
    }, { migrations: [system] });
    expect(found(service.diagnose(workspace.uri('app/base.py')))).toEqual(['Own']);
    expect(found(service.diagnose(workspace.uri('app/fuel.py')))).toEqual(['Fuel']);
    expect(found(service.diagnose(workspace.uri('app/other.py'))) ?? []).toEqual([]);
    expect(service.detected().map(({ evidence }) => evidence)).toEqual([['app/base.py: import sys']]);
  });

  it('an import in a docstring proves nothing', async () => {
    const { service } = await testService({ 'app.py': '"""Example\n\nfrom sys import Agent\n"""\n\nclass A:\n    pass\n' }, { migrations: [system] });
    expect(service.detected()).toEqual([]);
  });

  it('an edit of one module changes what is found in another', async () => {
    const { service, workspace } = await testService({
      'base.py': 'from sys import Agent\n\nclass Own(Agent):\n    pass\n',
      'fuel.py': 'from base import Own\n\nclass Fuel(Own):\n    pass\n',
    }, { migrations: [system] });
    const fuel = workspace.uri('fuel.py');
    expect(found(service.diagnose(fuel))).toEqual(['Fuel']);
    service.takeChanged();
    service.open({ uri: workspace.uri('base.py'), version: 1, text: 'from sys import Agent\n\nclass Own:\n    pass\n' });
    expect(service.takeChanged()).toContain(fuel);
    expect(found(service.diagnose(fuel))).toEqual([]);
    service.open({ uri: workspace.uri('base.py'), version: 2, text: 'from sys import Agent\n\n# a comment\nclass Own(Agent):\n    pass\n' });
    expect(found(service.diagnose(fuel))).toEqual(['Fuel']);
    service.takeChanged();
    service.open({ uri: workspace.uri('base.py'), version: 3, text: 'from sys import Agent\n\n# a longer comment\nclass Own(Agent):\n    pass\n' });
    expect(service.takeChanged(), 'what others see is the same').not.toContain(fuel);
  });

  it('code that is opened before its grammar is loaded is read when the grammar is there', async () => {
    let updated = (): void => undefined;
    const update = new Promise<void>((resolve) => { updated = resolve; });
    const { service, workspace } = await testService({ 'requirements.txt': 'sys==1.0\n' }, { migrations: [system], onUpdate: () => updated() });
    const uri = workspace.uri('new.py');
    service.open({ uri, version: 1, text: 'import sys\nclass A(sys.Agent):\n    pass\n' });
    expect(found(service.diagnose(uri))).toEqual([]);
    await update;
    expect(service.takeChanged()).toContain(uri);
    expect(found(service.diagnose(uri))).toEqual(['A']);
    service.open({ uri, version: 2, text: 'import sys\nclass AB(sys.Agent):\n    pass\n' });
    expect(found(service.diagnose(uri))).toEqual(['AB']);
  });

  it('files without a literal of any rule are not kept, and come in when they change', async () => {
    const { service, workspace } = await testService({ 'requirements.txt': 'sys==1.0\n', 'a.sh': 'echo hello\n', 'b.ts': 'const a = process.env.OLD_NAME;\n' }, { migrations: [system] });
    expect(service.files().map((uri) => workspace.path(uri))).toEqual(['b.ts', 'requirements.txt']);
    workspace.files.set('a.sh', 'echo $OLD_NAME\n');
    await service.refresh([workspace.uri('a.sh')]);
    expect(found(service.diagnose(workspace.uri('a.sh')))).toEqual(['shell']);
  });

  it('YAML with template marks that does not parse is a template', async () => {
    const { service, workspace } = await testService({
      'requirements.txt': 'sys==1.0\n',
      'chart/templates/a.yaml': '{{- if .Values.on }}\nname: OLD_NAME\n  {{- end }}\n',
      'values.yaml': 'name: "{{ x }} OLD_NAME"\n',
    }, { migrations: [system] });
    expect(found(service.diagnose(workspace.uri('chart/templates/a.yaml')))).toEqual(['template']);
    expect(found(service.diagnose(workspace.uri('values.yaml')))).toEqual(['yaml']);
  });
});
