import type { Preprocessor } from '../../syntax/shell/mask.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { EnvironmentFact, Fact } from '../facts.ts';
import { httpCalls } from './httpCalls.ts';
import { innerScripts } from './innerScripts.ts';
import { shellCommands } from './shellCommands.ts';
import { shellEnvironment } from './shellEnvironment.ts';
import { argumentsOf, readSource } from './source.ts';

/** What the text around a script does to it before the shell sees it. */
export interface ShellHost {
  /** `make`: `$$` is a dollar, `$(NAME)` is make's. `github`, `gitlab`, `template`: `${{ … }}`, `$[[ … ]]`, `{{ … }}` are filled in before. */
  readonly preprocessor?: Preprocessor;
  /** Names of the host's variables that hold one plain word, so that they bring no options along. */
  readonly plain?: ReadonlySet<string>;
}

/** A script in a script in a script is as deep as people go. */
const maxDepth = 4;

/** Variables set, read and passed, commands run and endpoints called in a POSIX shell or bash script, in position order. Never throws. */
export function shellFacts(script: EmbeddedText, host: ShellHost = {}): readonly Fact[] {
  const facts = collect(script, host, 0);
  const seen = new Set<string>();
  return [...facts]
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
    // What stands in `bash -c "… $A …"` is expanded by one shell and read by another.
    .filter((fact) => fact.kind !== 'environment' || isNew(seen, fact));
}

function collect(script: EmbeddedText, host: ShellHost, depth: number): readonly Fact[] {
  const source = readSource(script, host.preprocessor);
  const facts: Fact[] = [...shellEnvironment(source), ...shellCommands(source, host.plain), ...httpCalls(source)];
  if (depth >= maxDepth) return facts;
  for (const command of source.tree.commands) {
    if (command.words.length < 2) continue;
    for (const inner of innerScripts(script, argumentsOf(source, command.words))) facts.push(...collect(inner, host, depth + 1));
  }
  return facts;
}

function isNew(seen: Set<string>, { range, access }: EnvironmentFact): boolean {
  const key = `${range.start} ${access}`;
  return !seen.has(key) && seen.add(key).size > 0;
}
