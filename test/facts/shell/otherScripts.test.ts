import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../server/src/facts/facts.ts';
import { batchFacts } from '../../../server/src/facts/shell/batchFacts.ts';
import { dockerfileFacts } from '../../../server/src/facts/shell/dockerfileFacts.ts';
import { makefileFacts } from '../../../server/src/facts/shell/makefileFacts.ts';
import { npmScriptFacts } from '../../../server/src/facts/shell/npmScriptFacts.ts';
import { powershellFacts } from '../../../server/src/facts/shell/powershellFacts.ts';
import { EmbeddedText } from '../../../server/src/text/embeddedText.ts';
import { only, shown } from './support.ts';

type Reader = (source: EmbeddedText) => readonly Fact[];

function facts(read: Reader, text: string): readonly string[] {
  return shown(text, read(EmbeddedText.slice(text)));
}

/** The text after taking out the n-th assignment that can be taken out. */
function without(read: Reader, text: string, name: string): string | undefined {
  const fact = only(read(EmbeddedText.slice(text)), 'environment').find((one) => one.name === name && one.removal !== undefined);
  return fact?.removal && text.slice(0, fact.removal.start) + text.slice(fact.removal.end);
}

describe('batch', () => {
  it('sets, reads and suggests variables', () => {
    expect(facts(batchFacts, 'set A=b c\r\nset "B=%A%"\r\nrem set C=d\r\nif not defined NEW set NEW=%OLD%\r\nsetx D "e" /M\r\nset /p E=Say: \r\nset /a F=1+2\r\n')).toEqual([
      'set A', 'set B = A', 'read A', 'suggested C', 'read NEW', 'set NEW = OLD', 'read OLD', 'set D', 'set E',
    ]);
    expect(facts(batchFacts, 'echo %A:~0,3% !B! %%i %1 %~dp0 100%\r\n')).toEqual(['read A', 'read B']);
    expect(without(batchFacts, 'set A=b\r\nset B=c\r\n', 'A')).toBe('set B=c\r\n');
  });

  it('runs commands', () => {
    expect(facts(batchFacts, '@call gl run x ^\r\n  --y z > o 2>&1 & gl a | find "x"\r\n:gl run\r\n:: gl run\r\ncall :gl run\r\nstart "t" /wait gl b\r\n')).toEqual([
      'run [line] gl run x --y z', 'run [line] gl a', 'run [line] find x', 'run [line] gl b',
    ]);
    expect(facts(batchFacts, 'gl "open\r\ngl x\r\n')).toEqual(['run [line] gl x']);
  });
});

describe('PowerShell', () => {
  it('sets, reads and suggests variables', () => {
    expect(facts(powershellFacts, '$env:A = "b"\n${env:B} = $env:A\n# $env:C = "d"\n$x = "$env:D `$env:E"\n$env:NEW = $env:NEW ?? $env:OLD\n\'$env:F\'\n<# $env:G #>\n')).toEqual([
      'set A', 'set B = A', 'read A', 'suggested C', 'read D', 'set NEW', 'read NEW default', 'read OLD behind NEW',
    ]);
    expect(facts(powershellFacts, '[Environment]::SetEnvironmentVariable("A", "b", "User")\n$x = [System.Environment]::GetEnvironmentVariable(\'B\')\n# [Environment]::GetEnvironmentVariable("C")\n').filter((fact) => !fact.startsWith('run')))
      .toEqual(['set A', 'read B']);
    expect(facts(powershellFacts, 'Remove-Item Env:A\nSet-Item -Path Env:\\B -Value c\nif (Test-Path env:D) { }\n').filter((fact) => !fact.startsWith('run'))).toEqual(['read A', 'set B', 'read D']);
    expect(without(powershellFacts, '$env:A = "b"\r\n$env:B = "c"\r\n', 'A')).toBe('$env:B = "c"\r\n');
  });

  it('runs commands', () => {
    expect(facts(powershellFacts, '$r = gl run a "b c" 2>&1 | Out-Null\n& "x/gl.exe" run d `\n  -v\nif ($x) { gl e } else { gl f }\nreturn gl g\n$h = @{ gl = 1; Key = "v" }\nparam([string]$A = "gl")\ngl run @args\n')).toEqual([
      'run [line] gl run a b c', 'run [line] Out-Null', 'run [line] x/gl.exe run d -v', 'run [line] gl e', 'run [line] gl f', 'run [line] gl g', 'run [opaque] gl run @args',
    ]);
  });

  it('strings and comments are data', () => {
    expect(facts(powershellFacts, '$a = "gl run"\n$b = \'gl run\'\n$c = @"\ngl run "x"\n"@\n$d = @\'\ngl run\n\'@\n<#\ngl run\n#>\n# gl run\n')).toEqual([]);
  });
});

describe('makefiles', () => {
  it('have variables of their own', () => {
    expect(facts(makefileFacts, 'export A = b # c\nB ?= $(A)\nC := ${B:.c=.o} $$D\n# export E=f\nifdef F\nG += 1\nendif\nexport H I\nt: export J = k\nL = $(or $(NEW),$(OLD))\n')).toEqual([
      'set A', 'set B = A', 'read A', 'set C', 'read B', 'suggested E', 'read F', 'set G', 'read H', 'read I', 'set J', 'set L', 'read NEW', 'read OLD behind NEW',
    ]);
    expect(without(makefileFacts, 'A = b\nB = c\n', 'A')).toBe('B = c\n');
  });

  it('have recipes in shell', () => {
    expect(facts(makefileFacts, 'a: b ; gl c\n\t@-gl d $(A) \\\n\t  $$B # e\n\n\tC=d gl e\nf := $(shell gl g | head -1)\nh != gl i\ndefine j\ngl k\nendef\nl:\n\techo "gl m"\n')).toEqual([
      'run [line] gl c', 'run [opaque] gl d ‹$(A)› ‹$$B›', 'read A', 'read B', 'set C', 'run [line] gl e', 'set f', 'run [line] gl g', 'run [line] head -1', 'set h', 'run [line] gl i', 'run [line] echo gl m',
    ]);
    expect(facts(makefileFacts, 'SHELL := pwsh\na:\n\tgl run\n')).toEqual(['set SHELL']);
  });
});

describe('Dockerfiles', () => {
  it('set, read and suggest variables', () => {
    expect(facts(dockerfileFacts, '# syntax=docker/dockerfile:1\nARG V=1\nFROM a:${V}\nENV A=b C="d e" \\\n  # f\n  G=$A\nENV H the rest $A\nENV I=${NEW:-$OLD}\nARG J\n# ENV K=l\nWORKDIR $A/x\n')).toEqual([
      'set V', 'read V', 'set A', 'set C', 'set G = A', 'read A', 'set H', 'read A', 'set I', 'read NEW default', 'read OLD behind NEW', 'set J empty', 'suggested K', 'read A',
    ]);
  });

  it('lose an assignment, and never a comment', () => {
    const text = 'FROM a\nENV A=1 \\\n    B=2 \\\n    # about C\n    C=3 \\\n    D=4\n';
    expect(without(dockerfileFacts, text, 'A')).toBe('FROM a\nENV B=2 \\\n    # about C\n    C=3 \\\n    D=4\n');
    expect(without(dockerfileFacts, text, 'C')).toBe('FROM a\nENV A=1 \\\n    B=2 \\\n    # about C\n    D=4\n');
    expect(without(dockerfileFacts, text, 'D')).toBe('FROM a\nENV A=1 \\\n    B=2 \\\n    # about C\n    C=3\n');
    expect(without(dockerfileFacts, 'FROM a\nENV A=1 \\\n    # about B\n    B=2\n', 'B')).toBeUndefined();
    expect(without(dockerfileFacts, 'FROM a\r\nENV A=1\r\nENV B=2\r\n', 'A')).toBe('FROM a\r\nENV B=2\r\n');
  });

  it('run commands in both forms', () => {
    expect(facts(dockerfileFacts, 'FROM a\nRUN --mount=type=x gl b && \\\n    # c\n    gl d\nCMD ["gl", "e \\"f\\"", "g"]\nENTRYPOINT ["sh", "-c", "gl h"]\nHEALTHCHECK --interval=5s CMD gl i\nONBUILD RUN gl j\nRUN <<EOF\ngl k\nEOF\nRUN python3 <<EOF\ngl l\nEOF\n')).toEqual([
      'run [line] gl b', 'run [line] gl d', 'run [list] gl ‹e \\"f\\"› g', 'run [list] sh -c gl h', 'run [line] gl h', 'run [line] gl i', 'run [line] gl j', 'run [line] gl k',
    ]);
    expect(facts(dockerfileFacts, 'FROM a\nSHELL ["pwsh", "-Command"]\nRUN $env:A = 1; gl b\nFROM c\nRUN D=1 gl e\n')).toEqual(['set A', 'run [line] gl b', 'set D', 'run [line] gl e']);
  });
});

describe('npm scripts', () => {
  it('are shell', () => {
    const text = '{"a": "gl no", "scripts": {"b": "cross-env A=b gl run \\"c d\\" && gl e", "f": "gl \\u0067", "g": {"h": "gl no"}}, "x": {"scripts": {"i": "gl no"}}}';
    expect(shown(text, npmScriptFacts(text))).toEqual(['set A', 'run [line] gl run c d', 'run [line] gl e']);
  });

  it('that are half typed do no harm', () => {
    expect(npmScriptFacts('{"scripts": {"a": "gl run')).toEqual([]);
    expect(npmScriptFacts(`{"scripts": ${'['.repeat(100_000)}`)).toEqual([]);
  });
});
