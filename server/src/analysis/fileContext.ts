import type { Fact } from '../facts/facts.ts';
import type { PythonAnalysis } from '../facts/python/analysis.ts';
import type { RuleContext } from './migration.ts';

/**
 * What a rule is told of a file whose facts are found when somebody asks. A class, because a getter that an object is made with is an old object to V8 from the first moment on: its
 * collector of young objects would keep whatever the getter can reach, the tree of every file among it.
 */
export class FileContext implements RuleContext {
  readonly file: RuleContext['file'];
  readonly python: RuleContext['python'];
  readonly document: RuleContext['document'];
  readonly project: RuleContext['project'];
  readonly random: RuleContext['random'];
  readonly #facts: () => readonly Fact[];

  constructor({ file, python, document, project, random }: Omit<RuleContext, 'facts'>, facts: () => readonly Fact[]) {
    this.file = file;
    this.python = python;
    this.document = document;
    this.project = project;
    this.random = random;
    this.#facts = facts;
  }

  get facts(): readonly Fact[] {
    return this.#facts();
  }
}

/** The same with another analysis: that of a part of the file. */
export function withPython(context: RuleContext, python: PythonAnalysis): RuleContext {
  const { file, document, project, random } = context;
  return new FileContext({ file, python, document, project, random }, () => context.facts);
}
