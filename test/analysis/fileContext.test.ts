import { describe, expect, it } from 'vitest';
import { FileContext, withPython } from '../../server/src/analysis/fileContext.ts';
import type { RuleContext } from '../../server/src/analysis/migration.ts';
import type { Fact } from '../../server/src/facts/facts.ts';
import { analysePython } from '../../server/src/facts/python/analysePython.ts';
import { emptyWorld } from '../../server/src/facts/python/summary.ts';
import { parsedCode } from '../support/codeParsers.ts';

const facts: readonly Fact[] = [{ kind: 'import', ecosystem: 'pypi', module: 'a', range: { start: 0, end: 1 } }];
const models = { classes: [], functions: {}, families: [] };

describe('the context of a file', () => {
  it('asks for facts when a rule does', async () => {
    const file = await parsedCode('import a\n');
    let asked = 0;
    const context = new FileContext({ file, python: undefined, document: undefined, project: {} as RuleContext['project'], random: {} as RuleContext['random'] }, () => {
      asked++;
      return facts;
    });
    expect(asked).toBe(0);
    expect(context.facts).toBe(facts);
    expect(asked).toBe(1);
  });

  it('is the same for a part of the file but for its analysis', async () => {
    const file = await parsedCode('import a\n');
    const whole = analysePython(file, emptyWorld, models);
    const { rest } = whole;
    const context = new FileContext({ file, python: whole, document: undefined, project: {} as RuleContext['project'], random: {} as RuleContext['random'] }, () => facts);
    const part = withPython(context, rest);
    expect(part.python).toBe(rest);
    expect([part.file, part.project, part.random, part.facts]).toEqual([context.file, context.project, context.random, facts]);
  });
});
