import { replace } from '../../text/edit.ts';
import type { EnvironmentSecret } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import type { EnvironmentFile } from '../project.ts';
import type { RandomSource } from '../random.ts';
import { weaknessOf } from '../secrets.ts';
import { addAssignments, fileRange, namesIn, systemEnvironmentFile, type SystemEnvironmentFile } from './environmentFile.ts';

/** The rule about secrets that the new version needs and nobody sets. */
export function environmentSecretMissing(migration: string, changes: readonly EnvironmentSecret[], systemNames: ReadonlySet<string>, guideSection: string): Rule {
  return {
    id: `${migration}/secret-missing`,
    change: changes[0]?.change,
    description: `A \`.env\` file of the system does not set ${changes.map(({ name }) => `\`${name}\``).join(', ')}.`,
    guideSection,
    languages: ['dotenv'],
    *check(context) {
      const target = systemEnvironmentFile(context, systemNames);
      if (!target || !answersForSecrets(context, target)) return;
      const names = namesIn(target.file);
      const elsewhere = target.role === 'template' ? [] : context.project.environmentFilesBeside(context.file.uri)
        .filter(({ uri, role }) => uri !== context.file.uri && role !== 'template');
      const missing = changes.filter(({ name, formerly }) => !isSet(name, names, elsewhere) && (formerly === undefined || !isSet(formerly, names, elsewhere)));
      if (missing.length > 0) yield missingFinding(context, target, missing);
    },
  };
}

/** The rule about secrets that are set, but to nothing, a placeholder or something weak. */
export function environmentSecretWeak(migration: string, changes: readonly EnvironmentSecret[], guideSection: string): Rule {
  return {
    id: `${migration}/secret-weak`,
    change: changes[0]?.change,
    description: `A secret is empty, a placeholder or too weak, or a template holds a real one (${changes.map(({ name }) => `\`${name}\``).join(', ')}).`,
    guideSection,
    languages: ['dotenv'],
    *check(context) {
      const target = systemEnvironmentFile(context, new Set(changes.map(({ name }) => name)));
      if (!target) return;
      for (const entry of target.file.dotenv.entries) {
        const change = changes.find(({ name }) => name === entry.name);
        // `${VAULT_KEY}`, `$(pass show key)`, `op://vault/item`: the value comes from somewhere else.
        if (!change || entry.interpolations.length > 0 || /^(?:\$\(|[a-z][\w+.-]*:\S)/i.test(entry.value)) continue;
        const weakness = weaknessOf(entry.value, change);
        if (target.role === 'template') {
          if (weakness === undefined) yield realSecretInTemplate(change, entry.valueRange);
        } else if (weakness !== undefined) {
          yield weakFinding(context, change, entry, weakness);
        }
      }
    },
  };
}

function isSet(name: string, names: ReadonlySet<string>, elsewhere: readonly EnvironmentFile[]): boolean {
  return names.has(name) || elsewhere.some((file) => file.names.has(name));
}

/** The value that the guide's command would print. */
export function newSecret(change: Pick<EnvironmentSecret, 'encoding' | 'bytes'>, random: RandomSource): string {
  return change.encoding === 'hex' ? random.hex(change.bytes) : random.base64(change.bytes);
}

/** An overlay only states differences: when there is a `.env`, that one answers for what is missing. */
function answersForSecrets(context: RuleContext, target: SystemEnvironmentFile): boolean {
  if (target.role !== 'overlay') return true;
  if (!context.project.complete) return false;
  const real = context.project.environmentFilesBeside(context.file.uri).filter(({ role }) => role !== 'template');
  return !real.some(({ role }) => role === 'base') && real[0]?.uri === context.file.uri;
}

function missingFinding(context: RuleContext, target: SystemEnvironmentFile, missing: readonly EnvironmentSecret[]): Finding {
  const names = missing.map(({ name }) => name);
  const list = new Intl.ListFormat('en').format(names);
  const template = target.role === 'template';
  return {
    range: fileRange(target),
    severity: template ? 'warning' : 'error',
    message: {
      what: template ? `This template does not show ${list}.` : `${list} ${names.length === 1 ? 'is' : 'are'} not set.`,
      why: missing[0]?.why ?? '',
      todo: template
        ? `Add ${names.length === 1 ? 'it' : 'them'} with an empty value, so that whoever copies the file knows.`
        : `Add ${names.length === 1 ? 'it' : 'them'}; the fix draws new values from the system's random source (${missing.map(({ command }) => command).filter((command, i, all) => all.indexOf(command) === i).join(', ')}).`,
    },
    fixes: [{
      title: template ? `Add ${list} with an empty value` : `Add ${list} with newly generated values`,
      applicability: template ? 'safe' : 'unsafe',
      bulk: true,
      edits: () => [addAssignments(target, missing.map((change) => `${change.name}=${template ? '' : newSecret(change, context.random)}`))],
    }],
  };
}

function weakFinding(context: RuleContext, change: EnvironmentSecret, entry: SystemEnvironmentFile['file']['dotenv']['entries'][number], weakness: string): Finding {
  return {
    range: entry.valueRange.start === entry.valueRange.end ? entry.nameRange : entry.valueRange,
    severity: 'error',
    message: {
      what: `${change.name} ${weakness}.`,
      why: change.why,
      todo: `Put a new random value here (${change.command}).`,
    },
    fixes: [{
      title: `Generate a new ${change.name}`,
      applicability: 'unsafe',
      bulk: true,
      edits: () => [replace(entry.valueRange, newSecret(change, context.random))],
    }],
    covers: [`/${change.name}`],
  };
}

function realSecretInTemplate(change: EnvironmentSecret, range: Finding['range']): Finding {
  return {
    range,
    severity: 'warning',
    message: {
      what: `This template seems to hold a real ${change.name}.`,
      why: `Templates are committed, so everybody with the repository has this secret.`,
      todo: `Empty the value, and generate a new secret wherever this one is in use.`,
    },
    fixes: [],
  };
}
