import { beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import buildOnce from '../support/buildOnce.ts';
import type { Client } from './support/client.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

/** Proof that GreenLang is used, so that names which everybody has count, too. */
const requirements = 'greenlang==0.2.0\n';

const agent = `from greenlang.agents import BaseAgent


class FuelAgent(BaseAgent):
    def run(self, input_data):
        return {"success": True, "data": {"kg": input_data["fuel"] * 2.68}}
`;

const reader = `from agents.fuel import FuelAgent


def check(agent: FuelAgent, data):
    result = agent.run(data)
    if result.success:
        return result.data["kg"]
    return result.errors
`;

const summary = (diagnostics: readonly Diagnostic[], client: Client, uri: string) =>
  diagnostics.map(({ code, range }) => `${String(code)} ${textAt(client, uri, range.start.line)}`);
const textAt = (client: Client, uri: string, line: number) => client.text(uri).split(/\r?\n/)[line]?.trim() ?? '';
const isFix = ({ title }: CodeAction) => /\((un)?safe\)$/.test(title);

async function fixAt(client: Client, uri: string, piece: string): Promise<string> {
  const actions = await client.codeActions(uri, client.rangeOf(uri, piece), { only: ['quickfix'] });
  const fix = actions.find(isFix);
  expect(fix, `a fix at ${piece}: ${actions.map(({ title }) => title).join(', ')}`).toBeDefined();
  const { edit } = await client.request<CodeAction>('codeAction/resolve', fix);
  return client.applied(uri, edit);
}

describe('Python', () => {
  it('is read while it is typed: old forms are tagged, and a fix edits the use and adds its import once', async () => {
    const place = workspace({ 'requirements.txt': requirements, 'agents/__init__.py': '', 'agents/fuel.py': agent });
    const uri = place.uri('check.py');
    const client = await session(place);
    await client.open(uri, reader, 'python');
    const found = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length >= 3);
    expect(summary(found, client, uri)).toEqual([
      'BC-009 if result.success:',
      'BC-009 return result.data["kg"]',
      'BC-009 return result.errors',
    ]);
    expect(found[0]).toMatchObject({ source: 'upguide', tags: [2] });

    const once = await fixAt(client, uri, 'success');
    expect(once).toContain('    if result.status == AgentStatus.SUCCESS:\n');
    expect(once.match(/^from greenlang\.core\.types import AgentStatus$/gm)).toHaveLength(1);
    await client.change(uri, [{ text: once.replace('return result.errors\n', 'return result.errors\n\n\ndef fine(agent: FuelAgent, data):\n    return agent.run(data).success\n') }]);
    await client.diagnostics(uri, ({ diagnostics, version }) => version === 2 && diagnostics.length === 3);

    const twice = await fixAt(client, uri, '.success');
    expect(twice).toContain('    return agent.run(data).status == AgentStatus.SUCCESS\n');
    expect(twice.match(/import AgentStatus$/gm), 'the import is there already').toHaveLength(1);
  });

  it('gives findings for the first file of a session, which comes before its grammar and the scan', async () => {
    const place = workspace({ 'app.py': 'import os\nimport greenlang\n\nprint(os.environ["GREENLANG_ENV"])\n' });
    const client = await session(place, { scanned: false });
    const uri = place.uri('agent.py');
    await client.open(uri, agent, 'python');
    const found = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
    expect(summary(found, client, uri)).toContain('BC-009 return {"success": True, "data": {"kg": input_data["fuel"] * 2.68}}');
    // The other file is not open, and proves by its import alone that GreenLang is used.
    const closed = await client.diagnostics(place.uri('app.py'), ({ diagnostics }) => diagnostics.length > 0);
    expect(closed).toMatchObject([{ code: 'BC-007', range: { start: { line: 3 } } }]);
  });

  it('follows a base class in another file, also for files that nobody has opened', async () => {
    const base = 'from greenlang.agents import BaseAgent\n\n\nclass SiteAgent(BaseAgent):\n    site = "north"\n';
    const place = workspace({
      'requirements.txt': requirements,
      'site_agent.py': base,
      'fuel.py': 'from site_agent import SiteAgent\n\n\nclass Fuel(SiteAgent):\n    def run(self, input_data):\n        return {"success": True, "data": {}}\n',
    });
    const client = await session(place);
    const closed = place.uri('fuel.py');
    const resultOfRun = (diagnostics: readonly Diagnostic[]) => diagnostics.some(({ code }) => code === 'BC-009');
    await client.diagnostics(closed, ({ diagnostics }) => resultOfRun(diagnostics));

    const uri = place.uri('site_agent.py');
    await client.open(uri, base, 'python');
    await client.change(uri, [{ range: client.rangeOf(uri, '(BaseAgent)'), text: '' }]);
    expect(await client.diagnostics(closed, ({ diagnostics }) => !resultOfRun(diagnostics))).toEqual([]);
    await client.change(uri, [{ range: client.rangeOf(uri, 'class SiteAgent'), text: 'class SiteAgent(BaseAgent)' }]);
    await client.diagnostics(closed, ({ diagnostics }) => resultOfRun(diagnostics));
  });

  it('that is broken is still read, and not edited', async () => {
    const place = workspace({ 'requirements.txt': requirements });
    const client = await session(place);
    const uri = place.uri('broken.py');
    const text = 'import os\nimport greenlang\n\nprint(os.environ["GREENLANG_ENV"])\n';
    await client.open(uri, `${text}\ndef half(:\n`, 'python');
    const found = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
    expect(summary(found, client, uri)).toEqual(['BC-007 print(os.environ["GREENLANG_ENV"])']);
    expect((await client.codeActions(uri, client.rangeOf(uri, 'GREENLANG_ENV'))).filter(isFix)).toEqual([]);
    expect(await client.codeActions(uri, client.rangeOf(uri, text), { only: ['source.fixAll'] })).toEqual([]);

    await client.change(uri, [{ text }]);
    await client.current(uri);
    expect(await fixAt(client, uri, 'GREENLANG_ENV')).toBe(text.replace('GREENLANG_ENV', 'GL_ENV'));
  });
});

describe('files around the code', () => {
  it('a Dockerfile: variables, commands in both forms, the base image', async () => {
    const text = 'FROM python:3.8-slim\r\nENV GREENLANG_ENV=production\r\nRUN gl agent list\r\nCMD ["gl", "run", "w.yaml"]\r\n';
    const place = workspace({ 'requirements.txt': requirements });
    const client = await session(place);
    const uri = place.uri('Dockerfile');
    await client.open(uri, text, 'dockerfile');
    const found = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length >= 4);
    expect(summary(found, client, uri)).toEqual([
      'BC-008 FROM python:3.8-slim', 'BC-007 ENV GREENLANG_ENV=production', 'BC-011 RUN gl agent list', 'BC-011 CMD ["gl", "run", "w.yaml"]',
    ]);
    const [all] = await client.codeActions(uri, client.rangeOf(uri, text), { only: ['source.fixAll'] });
    const { edit } = await client.request<CodeAction>('codeAction/resolve', all);
    expect(client.applied(uri, edit)).toBe(
      'FROM python:3.9-slim\r\nENV GL_ENV=production\r\nRUN gl agents list\r\nCMD ["gl", "run", "w.yaml", "--backend", "local"]\r\n',
    );
  });

  it('a shell script: commands, not what is printed', async () => {
    const place = workspace({ 'requirements.txt': requirements });
    const client = await session(place);
    const uri = place.uri('bin/nightly.sh');
    await client.open(uri, '#!/bin/sh\necho "gl agent list"\ngl agent list\n', 'shellscript');
    const found = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
    expect(summary(found, client, uri)).toEqual(['BC-011 gl agent list']);
    expect(await fixAt(client, uri, '\ngl agent')).toContain('echo "gl agent list"\ngl agents list\n');
  });

  it('TypeScript: variables by a safe fix, requests by one that asks', async () => {
    const place = workspace({ 'requirements.txt': requirements });
    const client = await session(place);
    const uri = place.uri('web/client.ts');
    await client.open(uri, [
      'export const environment = process.env.GREENLANG_ENV;',
      'export async function run(input: object): Promise<unknown> {',
      '  const answer = await fetch(`${server}/api/v1/workflows/execute`, {',
      '    method: \'POST\',',
      '    body: JSON.stringify({ workflow_id: \'a\', input }),',
      '  });',
      '  const data = await answer.json();',
      '  return data.total;',
      '}',
      '',
    ].join('\n'), 'typescript');
    const found = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length >= 2);
    expect(found.map(({ code, range }) => [code, range.start.line])).toEqual([['BC-007', 0], ['BC-002', 2]]);
    expect(await fixAt(client, uri, 'GREENLANG_ENV')).toContain('process.env.GL_ENV;');
    const actions = await client.codeActions(uri, client.rangeOf(uri, '/api/v1'), { only: ['quickfix'] });
    const { edit } = await client.request<CodeAction>('codeAction/resolve', actions.find(({ title }) => title.endsWith('(unsafe)')));
    expect(Object.values(edit?.changeAnnotations ?? {})).toMatchObject([{ needsConfirmation: true }]);
    const fixed = client.applied(uri, edit);
    expect(fixed).toContain('`${server}/api/v2/workflows/execute`');
    expect(fixed).toContain('const data = (await answer.json()).data;');
  });

  it('a file of a type that nobody knows is left alone', async () => {
    const place = workspace({ 'requirements.txt': requirements, 'notes.xyz': 'export GREENLANG_ENV=x\n' });
    const client = await session(place);
    const uri = place.uri('notes.xyz');
    await client.open(uri, 'export GREENLANG_ENV=x\ngl agent list\n', 'plaintext');
    expect(await client.codeActions(uri, client.rangeOf(uri, 'GREENLANG_ENV'))).toEqual([]);
    expect(await client.request('textDocument/hover', { textDocument: { uri }, position: client.positionOf(uri, 'GREENLANG_ENV') })).toBeNull();
    await client.change(uri, [{ text: 'gl agent list\n' }]);
    await client.close(uri);
    expect(client.history.filter((each) => each.uri === uri && each.diagnostics.length > 0)).toEqual([]);
  });
});
