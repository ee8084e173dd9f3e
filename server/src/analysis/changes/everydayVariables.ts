import type { EnvironmentFact } from '../../facts/facts.ts';
import { entryOf, nodeAt } from '../../syntax/yamlPath.ts';
import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import type { EnvironmentRenamed } from '../change.ts';
import type { RuleContext } from '../migration.ts';

/** Programs in these languages have variables of their own; scripts and `.env` files set those of the system. */
const programs = /\.(?:pyw?|[mc]?[jt]sx?)$/;

/**
 * Whether a use of a variable of an everyday name may be another program's: a program in another language than the system's reads it, here or out of
 * this `.env` file, or a file of settings gives it to a service that is not the system's.
 */
export function mayBeAnothers({ file, project }: RuleContext, { from, everyday }: EnvironmentRenamed, fact: EnvironmentFact): boolean {
  if (everyday === undefined) return false;
  switch (file.language) {
    case 'python':
    case 'typescript':
    case 'ini':
    case 'json':
    case 'template':
      return true;
    case 'dotenv':
      return fact.access === 'set' && project.environment(from).some((other) => other.fact.access === 'read' && programs.test(other.uri));
    case 'yaml':
      // `${NAME}` means the variable of the .env file, whatever service it is handed to.
      return fact.access === 'set' && serviceOf(file, fact, everyday) !== 'own';
    default:
      return false;
  }
}

/** Whether a variable of an everyday name is given to a service that runs somebody else's image. */
export function isAnothers({ file }: RuleContext, { everyday }: EnvironmentRenamed, fact: EnvironmentFact): boolean {
  return everyday !== undefined && file.language === 'yaml' && fact.access === 'set' && serviceOf(file, fact, everyday) === 'other';
}

/**
 * Whether another file still reads a variable of an everyday name: what stands in for it here has that name no more. Those that change with the system
 * do so first.
 */
export function isReadElsewhere({ file, project }: RuleContext, { from, everyday }: EnvironmentRenamed): boolean {
  return everyday !== undefined && project.environment(from).some((other) => other.fact.access === 'read' && other.uri !== file.uri);
}

/** What the compose service around a variable is; `unknown` for one that is built here, and where there is none. */
function serviceOf(file: ParsedYaml, { range }: EnvironmentFact, words: readonly string[]): 'own' | 'other' | 'unknown' {
  const services = file.yaml.documents.map(({ root }) => nodeAt(root, ['services'])).find((node) => node?.kind === 'map');
  const service = services?.kind === 'map' ? services.entries.find((entry) => entry.range.start <= range.start && range.end <= entry.range.end) : undefined;
  if (!service) return 'unknown';
  const image = entryOf(service.value, 'image')?.value;
  const imageName = image?.kind === 'scalar' ? String(image.value) : undefined;
  if ([service.name, imageName].some((name) => name !== undefined && words.some((word) => name.includes(word)))) return 'own';
  return imageName !== undefined && !entryOf(service.value, 'build') ? 'other' : 'unknown';
}
