import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeAction, codeOf, diagnostic, diagnosticsOf, eventually, fileUri, open, placeOf } from './support.ts';

const own = '.upguide/team.migration.yaml';
const script = 'deploy/team.sh';

/** `TEAM_TOKEN` is `TEAM_KEY` now, wherever there is a `team.lock`. */
const migration = `format: 1
id: team
title: Team
from: "1.0"
to: "2.0"
guide: Upgrading to Team 2
detection:
  files: [team.lock]
entries:
  - id: TEAM-1
    title: The key
    impact: high
    summary: It has a name of its own.
    deprecatedIn: 2.0.0
    changes:
      - { kind: environmentRenamed, from: TEAM_TOKEN, to: TEAM_KEY, why: It was no token. }
    examples:
      - file: run.sh
        flagged: |
          export TEAM_TOKEN=x
        fixed: |
          export TEAM_KEY=x
`;

const write = (name: string, text: string): Thenable<void> => vscode.workspace.fs.writeFile(fileUri(name), Buffer.from(text));

describe('a migration of the workspace', () => {
  before(async () => {
    await write('team.lock', '');
    await write(script, 'export TEAM_TOKEN="$1"\n');
  });
  afterEach(closeAll);
  after(async () => {
    for (const name of [own, script, 'team.lock']) await vscode.workspace.fs.delete(fileUri(name));
    await eventually('nothing of it is left', () => diagnosticsOf(script).length === 0 && diagnosticsOf(own).length === 0);
  });

  it('is active once its file is there, with findings and fixes', async () => {
    const { document } = await open(script);
    await write(own, migration);
    const found = await diagnostic(script, 'TEAM-1', 'TEAM_TOKEN');
    const fix = await codeAction(document.uri, found.range, /^Rename to TEAM_KEY/);
    assert.ok(fix.edit);
    assert.deepEqual(fix.edit.get(document.uri).map(({ newText }) => newText), ['TEAM_KEY']);
  });

  it('has its file checked while somebody types, with the examples in it', async () => {
    const editor = await open(own);
    const change = async (from: string, to: string): Promise<void> => {
      const start = placeOf(editor.document, from);
      await editor.edit((edit) => { edit.replace(new vscode.Range(start, start.translate(0, from.length)), to); });
    };
    await change('export TEAM_KEY=x', 'export TEAM_KEYS=x');
    await eventually('a failing example', () => diagnosticsOf(own).some((each) => codeOf(each) === 'migration-file/failing-example'), () => diagnosticsOf(own));
    await change('export TEAM_KEYS=x', 'export TEAM_KEY=x');
    await eventually('silence', () => diagnosticsOf(own).length === 0, () => diagnosticsOf(own));
    await change('impact: high', 'impact: huge');
    await eventually('a problem', () => diagnosticsOf(own).some(({ message }) => message.includes('high')), () => diagnosticsOf(own));
    // Nothing was saved, so the migration is what it was.
    assert.equal(diagnosticsOf(script).length, 1);
  });

  it('proposes the kinds of changes', async () => {
    const editor = await open(own);
    const start = placeOf(editor.document, '- { kind:');
    const { range } = editor.document.lineAt(start.line);
    await editor.edit((edit) => { edit.replace(new vscode.Range(start, range.end), '- kind: '); });
    const labels = await eventually('kinds', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, editor.document.lineAt(start.line).range.end);
      const found = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return found.includes('environmentRenamed') && found;
    });
    assert.ok(labels.includes('symbolMoved'));
  });
});
