import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../../server/src/analysis/changes/programCommands.ts';
import type { RuleContext } from '../../../server/src/analysis/migration.ts';
import { factsOf } from '../../../server/src/facts/factsOf.ts';
import { lookForCommands } from '../../../server/src/facts/textLooks/commandLook.ts';
import { inFences } from '../../../server/src/facts/textLooks/fenceLook.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { ParsedFile } from '../../../server/src/syntax/parsedFile.ts';
import { randomOf } from '../python/edits.ts';

const asked = { programs: ['gl', 'greenlang'], modules: ['greenlang', 'greenlang.cli'] };
const look = lookForCommands({ programs: [...asked.programs, ...asked.modules], commands: ['run', 'agent'] });
const inPages = inFences(new Set(['shell', 'session', 'powershell', 'batch', 'makefile', 'dockerfile', 'yaml', 'ini']), look.inLists);

type Language = ParsedFile['language'];

/** Whether readers of facts find one of the commands. */
function isFound(name: string, language: Language, text: string): boolean {
  const file = parse(`file:///${name}`, text, language);
  const context = { file, facts: factsOf(file) } as unknown as RuleContext;
  return commandsOf(context, asked).some(({ words: [first] }) => first?.text === 'run' || first?.text === 'agent');
}

function passes(language: Language, text: string): boolean {
  return language === 'yaml' ? look.inLists(text) : language === 'markdown' ? inPages(text) : look.inLines(text);
}

/** Ways to write a command, `$` for what stands between two of its words. */
const lines = ['gl$run$x', 'greenlang$agent', '/opt/v/bin/gl$run$x', '"gl"$run', '\'gl\'$"run"$x', '"${HOME}/bin/gl"$\'agent\'$list', 'python -m greenlang.cli$run', 'sudo env A=b gl$run$x', 'x; gl$run', '(gl$agent$list)', 'A=1 gl$run', 'docker run -e A=b image gl$run', 'x=$(gl$run$y)'];
const between = [' ', '  ', '\t', ' \\\n  ', ' -v ', ' --x=1 ', ' --x ', ' --x="a b" ', ' --x=\'a b\' ', ' "--x=a;b" ', ' --x=a,b ', ' --x=$Y ', ' --x=${Y:-a b} ', ' --x="$(y z)" ', ' >log ', ' 2>&1 ', ' </dev/null ', ' > "a b" ', ' --x=\'\'a b\'\' ', ' &>log ', ' -a -b -c -d=e '];
const items = ['gl', '"gl"', '\'gl\'', '&p gl', '!!str gl', '/v/gl', '"\\x67l"', '"/v/gl"'];
const commands = ['run', '"run"', '\'run\'', '&c run', '!!str run', '|-\n          run', '>-\n          run', '*c', '--x', '"--x=a,b"', '--x=a,b', '"--x", "y"'];
const separators = ['\n        - ', ' # why\n        - ', '\n        # why\n        # it is\n\n        - ', '\r\n        - '];

/** Texts of one language, each with a name; the same ones at each run. */
function* texts(count: number): Iterable<readonly [name: string, language: Language, text: string]> {
  const random = randomOf(7);
  const one = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  for (let i = 0; i < count; i++) {
    const line = one(lines).replaceAll('$', (sign, at: number, all: string) => (/[({H]/.test(all[at + 1] ?? '') && all[at - 1] !== 'l' ? sign : one(between)));
    const block = line.replaceAll('\n', '\n          ');
    yield ['a.sh', 'shell', `#!/bin/sh\n${line}\n`];
    yield ['Dockerfile', 'dockerfile', `FROM x\nRUN ${line.replaceAll('\\\n', '\\\n# why\n')}\nCMD ["gl" ,${one(['', '\n', ' "--x", '])}"run"]\n`];
    yield ['Makefile', 'makefile', `a:\n\t${one(['', '@', '-', '@-', '+'])}${line.replaceAll('\n', '\n\t').replaceAll('$', '$$')}\n`];
    yield ['a.yml', 'yaml', `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${one(['|', '>-', '|-'])}\n          ${block}\n`];
    yield ['b.yml', 'yaml', `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${JSON.stringify(line)}\n      - run: '${line.replaceAll('\'', '\'\'').replaceAll('\n', '\n\n        ')}'\n`];
    const program = one(items);
    const command = one(commands);
    const anchors = 'x-p: &q gl\nx-c: [&c run, &l [run]]\n';
    yield ['c.yml', 'yaml', `${anchors}services:\n  a:\n    image: x\n    command:\n        - ${program}${one(separators)}${command}${one(separators)}run\n`];
    yield ['d.yml', 'yaml', `${anchors}services:\n  a:\n    image: x\n    command: [ ${one([...items, '*q'])}${one([',', ' ,', ', ', ',\n   '])}${one(commands.filter((word) => !/\n/.test(word)))} , run]\n`];
    yield ['e.yml', 'yaml', `${anchors}apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - ${one(['', 'args: [run]\n      '])}name: a\n      command: ${one([`[${program}]`, `\n        - ${program}`, `[sudo, ${program}]`, '[*q]'])}\n      image: x\n      args:${one([` [${one(['run', '"run"', '--x, run', '"--x", "run"', '*c'])}]`, `\n        - ${command}\n        - run`, ' # why\n      - run', ' &a\n      - run'])}\n`.replace(/(args: \[run\][^]*)args:[^]*$/, '$1')];
    yield ['f.yml', 'yaml', `services:\n  a:\n    image: x\n    entrypoint: [${program}]\n    command: ["run"]\n`];
    yield ['README.md', 'markdown', `# x\n\ngl does it\n\n${one(['', '1. '])}${one(['```', '~~~'])}${one(['bash', 'sh', 'zsh title="x"'])}\n${line}\n`];
    yield ['SESSION.md', 'markdown', `# x\n\n\`\`\`console\n$ ${line.replaceAll('\n', '\n> ')}\n\`\`\`\n`];
    yield ['a.bat', 'batch', `@echo off\r\n${one(['', 'call ', '@'])}${one(['gl', 'gl.exe', '"C:\\x y\\gl.exe"', 'venv\\Scripts\\gl'])}${one([' ', '  ', ' ^\r\n ', ' -v ', ' --x="a b" ', ' > log '])}${one(['run', '"run"'])} x\r\n`];
    yield ['a.ps1', 'powershell', `${one(['', '& '])}${one(['gl', 'gl.exe', '"C:\\x y\\gl.exe"', './venv/Scripts/gl'])}${one([' ', '  ', ' `\n ', ' -v ', ' --x="a b" ', ' --x $y '])}${one(['run', '"run"', '\'run\''])} x\n`];
  }
}

describe('a look for commands', () => {
  it('says no to no text in which readers of facts find one', () => {
    const found = new Map<string, number>();
    const lost: string[] = [];
    for (const [name, language, text] of texts(500)) {
      if (!isFound(name, language, text)) continue;
      found.set(name, (found.get(name) ?? 0) + 1);
      if (!passes(language, text)) lost.push(`${name}: ${JSON.stringify(text)}`);
    }
    expect(lost.slice(0, 20)).toEqual([]);
    // Of each way to write one, dozens were found: what nobody finds is no test of the look.
    expect([...found].filter(([, count]) => count < 60)).toEqual([]);
    expect(found.size).toBe(13);
  });
});
