import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../server/src/facts/facts.ts';
import { batchFacts } from '../../../server/src/facts/shell/batchFacts.ts';
import { dockerfileFacts } from '../../../server/src/facts/shell/dockerfileFacts.ts';
import { makefileFacts } from '../../../server/src/facts/shell/makefileFacts.ts';
import { npmScriptFacts } from '../../../server/src/facts/shell/npmScriptFacts.ts';
import { powershellFacts } from '../../../server/src/facts/shell/powershellFacts.ts';
import { shellFacts, type ShellHost } from '../../../server/src/facts/shell/shellFacts.ts';
import { EmbeddedText } from '../../../server/src/text/embeddedText.ts';
import { mutated, runs, soup } from '../../syntax/arbitraries.ts';
import { checkRanges } from './support.ts';

const shell = [
  'export A="${B:-$(c "$D" | e)}" F=g\nfor i in 1 2; do gl run "$i" > x 2>&1; done\ncat > .env <<-EOF\n\tA=$B\n\t# C=d\nEOF\n',
  'case $1 in (a|b) c ;; *) d ;; esac\nif [[ -v A && "$b" =~ (x|y) ]]; then f() { g; }; fi\nbash -c "h \\"i\\" \\$J"\nalias k=\'l m\'\n',
  'sudo env A=b timeout 5 gl run \\\n  --x "$@" # c\ndocker run -e A=b --env=C -it img gl run\nx=(a "b"\n c)\n((i += 1)); echo `d "e"` <(f) ${g//h/i}\n',
  'curl -X POST "http://h:1/api?x=$y" -H "K: $V" -d \'{"a": "\'"$B"\'"}\' | jq .\n',
];
const samples: Readonly<Record<string, readonly string[]>> = {
  shell,
  batch: ['@echo off\r\nset "A=%B:~0,1%"\r\nif not defined C (\r\n  call gl run x ^\r\n  --y !D! > o\r\n) else for %%f in (*) do gl "%%f" & rem set E=f\r\n', 'setx A "b" /m\r\nstart "t" /wait gl.exe %*\r\nif "%A%"=="b" gl c || gl d\r\n'],
  powershell: ['$env:A = "b $env:C `$d $(gl e)"\n& "f g" h `\n  -i @{ J = 1 }\n$k = @"\nl $env:M\n"@\nif (Test-Path Env:N) { gl o | p } # $env:Q = "r"\n[Environment]::SetEnvironmentVariable("S", \'t\')\n'],
  makefile: ['export A ?= $(B) # c\nifdef D\nt: u ; gl v\n\t@-gl w $(X) \\\n\t  $$Y\nendif\ndefine z\nz\nendef\nE := $(shell gl $(or $(F),$(G)))\n# H = i\n'],
  dockerfile: ['# escape=\\\nARG A=1\nFROM b:${A} AS c\nENV D="e f" \\\n  # g\n  H=${I:-$J}\nRUN --mount=x gl k && \\\n  # l\n  gl m\nCMD ["gl", "n\\"o", "p"]\nRUN <<EOF\ngl q\nEOF\nONBUILD HEALTHCHECK CMD gl r\n'],
  npm: ['{"scripts": {"a": "A=b gl run \\"c\\" && npx cross-env D=e gl f", "g": "concurrently \\"gl h\\" \'gl i\'"}}'],
};
const readers: Readonly<Record<string, (text: string) => readonly Fact[]>> = {
  batch: (text) => batchFacts(EmbeddedText.slice(text)),
  powershell: (text) => powershellFacts(EmbeddedText.slice(text)),
  makefile: (text) => makefileFacts(EmbeddedText.slice(text)),
  dockerfile: (text) => dockerfileFacts(EmbeddedText.slice(text)),
  npm: npmScriptFacts,
};
const hosts: readonly ShellHost[] = [{}, { preprocessor: 'make' }, { preprocessor: 'github' }, { preprocessor: 'gitlab' }, { preprocessor: 'template' }];

describe('no text makes a reader throw, and every range holds what its fact says', () => {
  it.each(Object.keys(readers))('%s', (name) => {
    const read = readers[name] ?? (() => []);
    fc.assert(fc.property(fc.oneof(soup, mutated(samples[name] ?? [])), (text) => { checkRanges(text, read(text)); }), runs(400));
  });

  it.each(hosts.map((host) => [host.preprocessor ?? 'none', host] as const))('shell, filled in by %s', (_name, host) => {
    fc.assert(fc.property(fc.oneof(soup, mutated(shell)), (text) => { checkRanges(text, shellFacts(EmbeddedText.slice(text), host)); }), runs(400));
  });

  it('shell in an indented block', () => {
    fc.assert(fc.property(mutated(shell), (text) => {
      const lines = text.split('\n');
      const file = lines.map((line) => `    ${line}`).join('\n');
      let offset = 0;
      const pieces = lines.map((line, index) => {
        const piece = { text: index === lines.length - 1 ? line : `${line}\n`, offset: offset + 4 };
        offset += line.length + 5;
        return piece;
      });
      checkRanges(file, shellFacts(EmbeddedText.of(file, pieces)));
    }), runs(400));
  });
});

/** A reader that went over its text again and again would not come to an end here. */
describe('long texts are read once', () => {
  const long: Readonly<Record<string, string>> = {
    quotes: '"'.repeat(20_001), apostrophes: '\''.repeat(20_001), expansions: '${a:-'.repeat(5_000), commands: '$('.repeat(10_000), backticks: '`a '.repeat(6_667), heredocs: 'a <<b\n'.repeat(3_000),
    arithmetic: '$(('.repeat(6_667), blanks: ' '.repeat(20_000), backslashes: '\\'.repeat(20_000), brackets: '[[ a '.repeat(4_000), braces: '{{'.repeat(10_000), pipes: 'a|'.repeat(10_000), dollars: '$'.repeat(20_000),
    hash: '#'.repeat(20_000), percent: '%a'.repeat(10_000), equals: 'A=b '.repeat(5_000), continued: 'a \\\n'.repeat(5_000), carets: 'a ^\n'.repeat(5_000), at: '@('.repeat(10_000),
  };
  it.each(Object.keys(long))('%s', (name) => {
    const text = long[name] ?? '';
    const all = [...Object.values(readers), (one: string) => shellFacts(EmbeddedText.slice(one)), (one: string) => makefileFacts(EmbeddedText.slice(`a:\n\t${one}`)), (one: string) => dockerfileFacts(EmbeddedText.slice(`ENV ${one}\nRUN ${one}`))];
    for (const read of all) expect(read(text)).toBeInstanceOf(Array);
  });
});
