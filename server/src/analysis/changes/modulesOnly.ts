import type { ImportFact } from '../../facts/facts.ts';
import { replace } from '../../text/edit.ts';
import type { ModulesOnly } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';

/** One rule for all npm packages of a migration that `require` does not load any more. */
export function modulesOnly(migration: string, changes: readonly ModulesOnly[], guideSection: string): Rule {
  return {
    id: `${migration}/package-required-by-call`,
    change: changes[0]?.change,
    description: `A package that is a module only is loaded by \`require\` (${changes.map((change) => `\`${change.package}\``).join(', ')}).`,
    guideSection,
    languages: ['typescript'],
    literals: [changes.map((change) => change.package), ['require']],
    *check({ file, facts, project }) {
      const type = /\.m[jt]sx?$/.test(file.uri) ? 'module' : /\.c[jt]sx?$/.test(file.uri) ? undefined : project.moduleType(file.uri) ?? 'commonjs';
      for (const fact of facts) {
        const change = fact.kind === 'import' && fact.ecosystem === 'npm' ? changes.find((one) => one.package === fact.module) : undefined;
        if (change && fact.kind === 'import' && fact.required) yield finding(change, fact.required, fact, type);
      }
    },
  };
}

/** `type`: what the file is; `undefined` for one whose name says that it is no module (`.cjs`). */
function finding(change: ModulesOnly, { range, text, because }: NonNullable<ImportFact['required']>, { range: place }: ImportFact, type: 'module' | 'commonjs' | undefined): Finding {
  const isExpression = text !== undefined && !text.startsWith('import ');
  const base = { range: place, old: true } as const;
  const what = `${change.package} is loaded by require, and is a module only.`;
  if (text === undefined) return { ...base, message: { what, why: change.why, todo: `Import it yourself: ${because ?? 'of how it is loaded'}.` }, fixes: [] };
  if (type === undefined && !isExpression) {
    return { ...base, message: { what, why: change.why, todo: 'The name of this file (.cjs) says that it is no module: make it one, with all that it loads, or load the package with await import(…).' }, fixes: [] };
  }
  const isSure = type === 'module' || isExpression;
  return {
    ...base,
    message: {
      what,
      why: change.why,
      todo: isSure ? 'Import it.' : 'Import it. The package.json of this file does not say "type": "module": say so there, and turn what else this file loads by require, or exports by module.exports, into imports and exports too.',
    },
    fixes: [{ title: isExpression ? 'Load it with await import(…)' : 'Import it', applicability: type === 'module' && !isExpression ? 'safe' : 'unsafe', bulk: true, edits: () => [replace(range, text)] }],
  };
}
