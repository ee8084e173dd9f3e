import type { EnvironmentFact } from '../../facts/facts.ts';
import type { EnvironmentDefault } from '../change.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { lookForVariables, pythonVariables, yamlVariables } from './environmentLiterals.ts';

/** One rule for all variables that nothing may stand in for: a read with a default of its own, in code, scripts and deployment files. */
export function environmentDefault(migration: string, changes: readonly EnvironmentDefault[], guideSection: string): Rule {
  const names = changes.flatMap((change) => change.names);
  return {
    id: `${migration}/secret-defaulted`,
    change: changes[0]?.change,
    description: `A default stands in for a variable that must be set (${names.map((name) => `\`${name}\``).join(', ')}).`,
    guideSection,
    languages: ['dotenv', 'yaml', 'template', 'shell', 'batch', 'powershell', 'makefile', 'dockerfile', 'ini', 'toml', 'python', 'typescript', 'rust'],
    literals: [names],
    literalsIn: { ...pythonVariables(names), ...yamlVariables(names) },
    mayMatterIn: lookForVariables(names),
    *check(context) {
      if (!context.project.proven) return;
      for (const fact of context.facts) {
        if (fact.kind !== 'environment' || fact.access !== 'read' || fact.hasDefault !== true) continue;
        const change = changes.find((one) => one.names.includes(fact.name));
        // Tried after another name of the same secret, it is a bridge.
        if (!change || isEmptyDefault(context, fact) || isBridge(context, change, fact)) continue;
        yield {
          range: fact.range,
          severity: 'error',
          message: {
            what: `A default stands in for ${fact.name} here.`,
            why: change.why,
            todo: `Take the default out, so that a missing ${change.names[0] ?? fact.name} is noticed at once instead of a known value being used.`,
          },
          fixes: [],
        };
      }
    },
  };
}

/** `${NAME:-}` gives nothing, and so hides nothing. */
function isEmptyDefault({ file }: RuleContext, { range }: EnvironmentFact): boolean {
  return /^:?-\s*\}/.test(file.text.slice(range.end, range.end + 8));
}

function isBridge({ facts }: RuleContext, change: EnvironmentDefault, { name, range }: EnvironmentFact): boolean {
  return facts.some((other) => other.kind === 'environment' && other.name !== name && change.names.includes(other.name) && other.fallbackOf?.includes(name) === true && other.range.start > range.start);
}
