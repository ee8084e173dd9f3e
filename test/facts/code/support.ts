import { analysePython } from '../../../server/src/facts/python/analysePython.ts';
import { emptyWorld } from '../../../server/src/facts/python/summary.ts';
import { pythonEndpoints } from '../../../server/src/facts/code/pythonEndpoints.ts';
import { typescriptFacts } from '../../../server/src/facts/code/typescriptFacts.ts';
import type { EndpointFact, Fact } from '../../../server/src/facts/facts.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { ParsedCode } from '../../../server/src/syntax/parsedFile.ts';
import type { CodeParsers } from '../../../server/src/syntax/treeSitter.ts';

/** The facts of a piece of TypeScript, with the text that each stands for. */
export function factsOfTypescript(parsers: CodeParsers, text: string, name = 'app.ts'): readonly Shown<Fact>[] {
  return shown(text, typescriptFacts(parsed(parsers, text, name)));
}

/** The endpoints of a piece of Python, with the text that each stands for. */
export function endpointsOfPython(parsers: CodeParsers, text: string): readonly Shown<EndpointFact>[] {
  const file = parsed(parsers, text, 'app.py');
  return shown(text, pythonEndpoints(analysePython(file, emptyWorld, { classes: [], functions: {}, families: [] })));
}

/** A fact and what the file has at its range. */
export type Shown<F extends Fact> = F & { readonly text: string };

function shown<F extends Fact>(text: string, facts: readonly F[]): readonly Shown<F>[] {
  return facts.map((fact) => ({ ...fact, text: text.slice(fact.range.start, fact.range.end) }));
}

function parsed(parsers: CodeParsers, text: string, name: string): ParsedCode {
  const file = parse(`file:///w/${name}`, text, name.endsWith('.py') ? 'python' : 'typescript', { parsers });
  if (file.language !== 'python' && file.language !== 'typescript') throw new Error('no code');
  return file;
}
