import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { Surveyor } from '../../server/src/service/fileSurvey.ts';
import { encodedText } from '../../server/src/service/workspace.ts';

const surveyor = new Surveyor(builtInMigrations);
const look = (language: Parameters<Surveyor['look']>[0], text: string) => surveyor.look(language, encodedText(text) ?? new Uint8Array());

describe('a look at bytes', () => {
  it('says yes where a rule may find something, for the migrations that count', () => {
    const survey = look('shell', '#!/bin/sh\ngl agent list\n');
    expect(surveyor.verdict(survey, undefined)).toBe('yes');
    expect(surveyor.verdict(survey, new Set(['greenlang']))).toBe('yes');
    expect(surveyor.verdict(survey, new Set(['kagzi']))).toBe('no');
    expect(surveyor.verdict(look('shell', 'ls\n'), undefined)).toBe('no');
  });

  it('asks for a literal of every group', () => {
    const both = 'from greenlang.core import ExecutionContext\n';
    expect(surveyor.verdict(look('python', both), new Set(['greenlang']))).toBe('yes');
    expect(surveyor.verdict(look('python', 'def run():\n    return "success"\n'), new Set(['greenlang']))).toBe('ifMentions');
    expect(surveyor.verdict(look('python', 'x = 1\n'), undefined)).toBe('no');
  });

  it('looks at YAML as a template, too, until it is known which it is', () => {
    const survey = look('yaml', '{{- if .Values.x }}\nGREENLANG_ENV: {{ .Values.env }}\n{{- end }}\n');
    expect(surveyor.verdict(survey, undefined)).toBe('yes');
    expect(surveyor.verdict(survey, undefined, { language: 'template' })).toBe('yes');
  });

  it('tells which systems a file may prove, in the spellings that people use', () => {
    const proves = (text: string) => surveyor.evidence(look('shell', text));
    expect(proves('pip install GreenLang\n')).toEqual(['greenlang']);
    expect(proves('docker run devteam-runner:1.0\n')).toEqual(['devteam-runner']);
    expect(proves('pip install devteam_runner resonantgenesis\n')).toEqual(['resonantgenesis', 'devteam-runner']);
    expect(proves('pip install flask\n')).toEqual([]);
    expect(proves('printf "image:\\tworkflow-engine:0.6"\n')).toEqual(['workflow-engine']);
    expect(proves('python alert_workflow_engine.py\n')).toEqual([]);
  });

  it('knows what a Python module imports and defines', () => {
    const { header } = look('python', 'from a.b import (\n    C,\n    D as E,\n)\n\nclass F(C): ...\n');
    for (const name of ['a', 'b', 'C', 'D', 'E', 'F']) expect(header?.names.mayHave(name), name).toBe(true);
    expect(header?.names.mayHave('Missing')).toBe(false);
    expect(header?.hasStar).toBe(false);
    expect(look('python', 'from a import *\n').header?.hasStar).toBe(true);
    expect(look('shell', 'ls').header).toBeUndefined();
  });
});
