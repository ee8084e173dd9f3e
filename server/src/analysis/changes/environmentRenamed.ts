import type { EnvironmentFact } from '../../facts/facts.ts';
import type { ParsedDotenv } from '../../syntax/parsedFile.ts';
import { replace, type Edit } from '../../text/edit.ts';
import type { EnvironmentRenamed } from '../change.ts';
import type { Finding, Fix, RelatedLocation } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { removeAssignment } from './environmentFile.ts';

/** One rule for all renamed environment variables of a migration: set, read or suggested by the old name. */
export function environmentRenamed(migration: string, changes: readonly EnvironmentRenamed[], guideSection: string): Rule {
  const byName = new Map(changes.map((change) => [change.from, change]));
  return {
    id: `${migration}/environment-renamed`,
    change: changes[0]?.change,
    description: `An environment variable is set, read or suggested by its old name (${changes.map(({ from }) => `\`${from}\``).join(', ')}).`,
    guideSection,
    languages: ['dotenv', 'yaml'],
    *check(context) {
      if (context.file.language === 'yaml' && context.document?.classification.kind !== 'ours') return;
      const facts = context.facts.filter((fact): fact is EnvironmentFact => fact.kind === 'environment');
      for (const fact of facts) {
        const change = byName.get(fact.name);
        if (change) yield findingFor(context, change, fact, facts);
      }
    },
  };
}

function findingFor(context: RuleContext, change: EnvironmentRenamed, fact: EnvironmentFact, facts: readonly EnvironmentFact[]): Finding {
  const related = otherUses(context, change);
  if (fact.access === 'suggested') {
    return {
      range: fact.range,
      old: true,
      severity: 'hint',
      message: {
        what: `This commented-out line still suggests ${change.from}, now called ${change.to}.`,
        why: change.why,
        todo: `Rename it, so that whoever takes the line over sets the right variable.`,
      },
      fixes: [rename(change, fact, 'unsafe')],
      related,
    };
  }
  if (isBridge(context, change, fact)) {
    return {
      range: fact.range,
      old: true,
      severity: 'hint',
      message: {
        what: `${change.from} is read here to fill in for ${change.to}.`,
        why: `Such a bridge keeps old deployments working, so it is left alone.`,
        todo: `Take it out when nothing sets ${change.from} any more.`,
      },
      fixes: [],
      related,
    };
  }
  const newOne = fact.access === 'set' ? facts.find(({ name, access }) => access === 'set' && name === change.to) : undefined;
  if (newOne && !isLeftOver(context, change)) {
    const bridged = facts.some((other) => other.name === change.from && isBridge(context, change, other));
    return {
      range: fact.range,
      old: true,
      message: bridged ? {
        what: `${change.from} is the old name of ${change.to}, which reads it here.`,
        why: change.why,
        todo: `Give ${change.to} the value itself, then remove ${change.from}.`,
      } : {
        what: `${change.from} and ${change.to}, its new name, are both set in this file, and not to the same value.`,
        why: change.why,
        todo: `Decide which value counts, keep it under ${change.to}, and remove ${change.from}.`,
      },
      // The new name's value is the one that the new version reads; but the old one may be the only copy of an address.
      fixes: bridged || newOne.hasValue !== true ? [] : [removal(context, change, fact, 'unsafe')],
      related: [{ uri: context.file.uri, range: newOne.range, message: `${change.to} is set here` }, ...related],
    };
  }
  if (newOne) {
    return {
      range: fact.range,
      old: true,
      message: {
        what: `${change.from} is left over: ${change.to}, its new name, is set in this file too.`,
        why: change.why,
        todo: `Remove the old line.`,
      },
      fixes: [removal(context, change, fact, 'safe')],
      related: [{ uri: context.file.uri, range: newOne.range, message: `${change.to} is set here` }, ...related],
    };
  }
  const undecided = fact.access === 'read' && context.file.language === 'dotenv'
    && [change.from, change.to].every((wanted) => facts.some(({ name, access }) => access === 'set' && name === wanted)) && !isLeftOver(context, change);
  return {
    range: fact.range,
    old: true,
    message: {
      what: `The environment variable ${change.from} is now called ${change.to}.`,
      why: change.why,
      todo: fact.access === 'set' ? `Rename it here and wherever it is read.` : `Read ${change.to} instead.`,
    },
    // Where both names have a value of their own, reading the other one changes what comes out.
    fixes: undecided || (fact.access === 'set' && isBridgedBeside(context, change)) ? [] : [rename(change, fact, 'safe')],
    related,
  };
}

function rename(change: EnvironmentRenamed, fact: EnvironmentFact, applicability: 'safe' | 'unsafe'): Fix {
  return { title: `Rename to ${change.to}`, applicability, bulk: true, edits: () => [replace(fact.range, change.to)] };
}

function removal(context: RuleContext, change: EnvironmentRenamed, fact: EnvironmentFact, applicability: Fix['applicability']): Fix {
  return {
    title: `Remove ${change.from}`,
    applicability,
    bulk: true,
    edits: (): readonly Edit[] => {
      const file = context.file as ParsedDotenv;
      const entry = file.dotenv.entries.find(({ nameRange }) => nameRange.start === fact.range.start);
      return entry ? [removeAssignment(file, entry)] : [];
    },
  };
}

/**
 * Whether nothing is lost with the old name's lines: the new name has the same value, or one the old name reads. Another
 * value may be the only copy of somebody's address, and `NEW=${OLD}` needs the old line.
 */
function isLeftOver({ file }: RuleContext, change: EnvironmentRenamed): boolean {
  if (file.language !== 'dotenv') return false;
  const { entries } = file.dotenv;
  const current = entries.filter(({ name }) => name === change.to);
  const values = new Set(current.map(({ value }) => value));
  if (values.size !== 1 || current.some(({ interpolations }) => interpolations.some(({ name }) => name === change.from))) return false;
  return entries.every(({ name, value, interpolations }) => name !== change.from || value === '' || values.has(value)
    || (interpolations.length === 1 && interpolations[0]?.name === change.to && /^\$(?:\w+|\{\w+\})$/.test(value)));
}

/** Whether a `.env` file beside this one sets the new name and reads the old one: `NEW=${OLD}` there would be left without a value. */
function isBridgedBeside({ file, project }: RuleContext, change: EnvironmentRenamed): boolean {
  if (file.language !== 'dotenv') return false;
  const beside = new Set(project.environmentFilesBeside(file.uri).filter(({ uri, names }) => uri !== file.uri && names.has(change.to)).map(({ uri }) => uri));
  return beside.size > 0 && project.environment(change.from).some(({ uri, fact }) => fact.access === 'read' && beside.has(uri));
}

/** `NEW=${OLD}` and `${NEW:-${OLD}}`: somebody tries the new name first, or hands the old value on under the new one. */
function isBridge(context: RuleContext, change: EnvironmentRenamed, fact: EnvironmentFact): boolean {
  if (fact.access !== 'read') return false;
  const { text } = context.file;
  if (context.file.language === 'dotenv') {
    const entry = context.file.dotenv.entries.find(({ valueRange }) => fact.range.start >= valueRange.start && fact.range.end <= valueRange.end);
    if (entry?.name === change.to) return true;
  }
  const before = text.slice(Math.max(0, fact.range.start - 200), fact.range.start);
  return new RegExp(`\\$\\{${change.to}:?[-=]\\$\\{?$`).test(before);
}

/** As many other places as a user reads. */
const relatedShown = 10;

/** Where other files of the project set the new name, or still read the old one: the rest of the same rename. */
function otherUses(context: RuleContext, change: EnvironmentRenamed): readonly RelatedLocation[] {
  const related: RelatedLocation[] = [];
  // Stops early: in a repository with thousands of `.env` files every one of them is another use.
  const collect = (name: string, message: (fact: EnvironmentFact) => string | undefined): void => {
    for (const { uri, fact } of context.project.environment(name)) {
      if (related.length === relatedShown) return;
      const text = uri === context.file.uri ? undefined : message(fact);
      if (text !== undefined) related.push({ uri, range: fact.range, message: text });
    }
  };
  collect(change.to, ({ access }) => (access === 'set' ? `${change.to}, the new name, is set here` : undefined));
  collect(change.from, ({ access }) => (access === 'suggested' ? undefined : `${change.from} is ${access === 'set' ? 'set' : 'read'} here by its old name too`));
  return related;
}
