import type { EnvironmentFact } from '../../facts/facts.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { remove, replace } from '../../text/edit.ts';
import { relativePath } from '../../text/uri.ts';
import type { EnvironmentRenamed } from '../change.ts';
import type { Finding, Fix } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { isAnothers, isReadElsewhere, mayBeAnothers } from './everydayVariables.ts';
import { lookForVariables, pythonVariables } from './environmentLiterals.ts';
import { EnvironmentPairs } from './environmentPairs.ts';
import { EnvironmentUses } from './environmentUses.ts';

/** One rule for all renamed environment variables of a migration: set, read, passed or suggested by the old name, in every language. */
export function environmentRenamed(migration: string, changes: readonly EnvironmentRenamed[], guideSection: string): Rule {
  const names = changes.map(({ from }) => from);
  return {
    id: `${migration}/environment-renamed`,
    change: changes[0]?.change,
    description: `An environment variable is set, read or suggested by its old name (${names.map((name) => `\`${name}\``).join(', ')}).`,
    guideSection,
    languages: ['dotenv', 'yaml', 'template', 'shell', 'batch', 'powershell', 'makefile', 'dockerfile', 'ini', 'toml', 'json', 'python', 'typescript', 'rust', 'markdown'],
    onlyManifestsOf: ['json'],
    // A settings class names its variables in lower case, or by a prefix and the names of its fields.
    literals: [[...names, ...names.map((name) => name.toLowerCase()), 'BaseSettings']],
    literalsIn: pythonVariables(names, names.map((name) => name.toLowerCase())),
    mayMatterIn: lookForVariables(names),
    *check(context) {
      const facts = context.facts.filter((fact): fact is EnvironmentFact => fact.kind === 'environment');
      for (const change of changes) {
        const own = facts.filter((fact) => fact.name === change.from && !isAnothers(context, change, fact));
        if (own.length === 0) continue;
        const view: View = { context, file: context.file, root: context.project.root, pairs: new EnvironmentPairs(context.file, facts, change), uses: new EnvironmentUses(context, change) };
        for (const fact of own) yield { range: fact.range, old: true, ...findingFor(view, change, fact) };
      }
    },
  };
}

/** What is known of one variable in one file, and elsewhere. */
interface View {
  readonly context: RuleContext;
  readonly file: ParsedFile;
  readonly root: string;
  readonly pairs: EnvironmentPairs;
  readonly uses: EnvironmentUses;
}

function findingFor(view: View, change: EnvironmentRenamed, fact: EnvironmentFact): Omit<Finding, 'range' | 'old'> {
  const { file, pairs, uses } = view;
  const { from, to, why } = change;
  const { related } = uses;
  if (fact.access === 'suggested') {
    return {
      severity: 'hint',
      message: {
        what: `This commented-out line still suggests ${from}, now called ${to}.`,
        why,
        todo: `Rename it, so that whoever takes the line over sets the right variable.`,
      },
      fixes: [rename(change, fact, 'unsafe')],
      related,
    };
  }
  if (fact.renaming === 'none' || (fact.keyOf !== undefined && !uses.isKeyHere(fact))) {
    const isCode = file.language === 'python' || file.language === 'typescript' || file.language === 'rust';
    return {
      // What a pipeline or a cluster keeps is somebody else's to rename; a program that reads the old name finds nothing any more.
      ...(isCode ? {} : { severity: 'information' }),
      message: {
        what: `${from} is now called ${to}. Here it is left alone: ${fact.because ?? `it is a key of ${fact.keyOf ?? 'another file'}, which no file of this project defines`}.`,
        why,
        todo: isCode ? `Rename it by hand, together with what uses it.` : `Create it under the new name where it is kept, then change the name here.`,
      },
      fixes: [],
      related,
    };
  }
  if (pairs.isBridge(fact)) {
    return {
      severity: 'hint',
      message: {
        what: `${from} is read here to fill in for ${to}.`,
        why: `Such a bridge keeps old deployments working, so it is left alone.`,
        todo: `Take it out when nothing sets ${from} any more.`,
      },
      fixes: [],
      related,
    };
  }
  const newOne = fact.access === 'set' ? pairs.newOneBeside(fact) : undefined;
  if (newOne) return bothSet(view, change, fact, newOne);
  // Where both names have a value of their own, reading the other one changes what comes out; a bridge needs the name it reads.
  const fixed = fact.access === 'read' ? !pairs.isUndecided : !pairs.isBridged(fact) && !uses.isBridgedBeside;
  return {
    message: { what: `The environment variable ${from} is now called ${to}.`, why, todo: todoFor(view, change, fact) },
    fixes: fixed ? [rename(change, fact, tierOf(view, change, fact))] : [],
    related,
  };
}

/** Both names are set in one place: the old one goes, where nothing is lost with it. */
function bothSet(view: View, change: EnvironmentRenamed, fact: EnvironmentFact, newOne: EnvironmentFact): Omit<Finding, 'range' | 'old'> {
  const { file, pairs, uses } = view;
  const { from, to, why } = change;
  const related = [{ uri: file.uri, range: newOne.range, message: `${to} is set here` }, ...uses.related];
  if (pairs.isLeftOver(fact)) {
    const isRead = isReadElsewhere(view.context, change);
    return {
      message: { what: `${from} is left over: ${to}, its new name, is set in this file too.`, why, todo: isRead ? `Remove the old one, once nothing reads it any more.` : `Remove the old one.` },
      fixes: isRead ? [] : removal(from, fact, tierOf(view, change, fact)),
      related,
    };
  }
  const bridged = pairs.isBridged(fact);
  return {
    message: bridged ? {
      what: `${from} is the old name of ${to}, which reads it here.`,
      why,
      todo: `Give ${to} the value itself, then remove ${from}.`,
    } : {
      what: `${from} and ${to}, its new name, are both set in this file, and not to the same value.`,
      why,
      todo: `Decide which value counts, keep it under ${to}, and remove ${from}.`,
    },
    // The new name's value is the one that the new version reads; but the old one may be the only copy of an address, or another program's.
    fixes: bridged || newOne.hasValue !== true || mayBeAnothers(view.context, change, fact) ? [] : removal(from, fact, 'unsafe'),
    related,
  };
}

function tierOf({ context, file }: View, change: EnvironmentRenamed, fact: EnvironmentFact): Fix['applicability'] {
  return fact.renaming === 'unsafe' || file.language === 'markdown' || mayBeAnothers(context, change, fact) ? 'unsafe' : 'safe';
}

function todoFor({ uses, root }: View, change: EnvironmentRenamed, fact: EnvironmentFact): string {
  if (fact.renaming === 'unsafe' && fact.because !== undefined) return `Rename it after a look: ${fact.because}.`;
  if (fact.access === 'read') return `Read ${change.to} instead.`;
  const { reluctantReader } = uses;
  return reluctantReader === undefined ? `Rename it here and wherever it is read.`
    : `Rename it here and wherever it is read; ${relativePath(root, reluctantReader)} reads it by its old name, and is not changed without being asked.`;
}

function rename({ to }: EnvironmentRenamed, { range, template, templateRange }: EnvironmentFact, applicability: Fix['applicability']): Fix {
  return { title: `Rename to ${to}`, applicability, bulk: true, edits: () => [replace(templateRange ?? range, template?.replaceAll('$', () => to) ?? to)] };
}

/** None where the fact does not know what would have to go. */
function removal(name: string, { removal: range }: EnvironmentFact, applicability: Fix['applicability']): readonly Fix[] {
  return range ? [{ title: `Remove ${name}`, applicability, bulk: true, edits: () => [remove(range)] }] : [];
}
