import type { Fix, Finding } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { systemDocument } from '../../../analysis/changes/settings.ts';
import { environmentFileRole } from '../../../facts/environmentFiles.ts';
import type { EnvironmentFact } from '../../../facts/facts.ts';
import { closest } from '../../../text/distance.ts';
import { replace } from '../../../text/edit.ts';
import { baseName } from '../../../text/uri.ts';
import { greenlangData } from '../data.ts';

/** `${VAR}` in greenlang.yaml that no `.env` file beside it sets. Silent where there is no `.env` file at all: values come from elsewhere then. */
export const undefinedVariable: Rule = {
  id: 'greenlang/variable-undefined',
  change: 'BC-003',
  description: '`greenlang.yaml` reads a variable that no `.env` file beside it sets.',
  guideSection: 'BC-003: Configuration Format Changes; Issue 6',
  languages: ['yaml'],
  *check(context) {
    if (!systemDocument(context, 'greenlang') || !context.project.complete) return;
    const files = context.project.environmentFilesBeside(context.file.uri);
    if (files.length === 0) return;
    const known = new Set(files.flatMap(({ names }) => [...names]));
    for (const fact of context.facts) {
      if (fact.kind === 'environment' && fact.access === 'read' && fact.hasDefault !== true && !known.has(fact.name) && !hasOtherFinding(fact.name, known)) {
        yield finding(fact, known, files.map(({ uri }) => uri));
      }
    }
  },
};

/** A rename or a missing secret is reported where it has to be mended: in the `.env` file, or at the old name here. */
function hasOtherFinding(name: string, known: ReadonlySet<string>): boolean {
  return greenlangData.some((change) => (change.kind === 'environmentSecret' && change.name === name)
    || (change.kind === 'environmentRenamed' && (change.from === name || (change.to === name && known.has(change.from)))));
}

function finding(fact: EnvironmentFact, known: ReadonlySet<string>, files: readonly string[]): Finding {
  const near = closest(fact.name, known);
  const real = files.filter((uri) => environmentFileRole(baseName(uri)) !== 'template');
  const fixes: Fix[] = near === undefined ? [] : [{
    title: `Change to ${near}`, applicability: 'unsafe', bulk: false, edits: () => [replace(fact.range, near)],
  }];
  return {
    range: fact.range,
    severity: 'warning',
    message: {
      what: `${fact.name} is not set in any .env file beside this one.`,
      why: 'GreenLang stops when a variable that its configuration reads is missing.',
      todo: near === undefined ? `Set it in ${real.length > 0 ? real.map(baseName).join(' or ') : '.env'}, or give a default: \${${fact.name}:-value}.` : `Did you mean ${near}?`,
    },
    fixes,
    related: files.slice(0, 3).map((uri) => ({ uri, range: { start: 0, end: 0 }, message: 'looked for it here' })),
  };
}
