import type { EnvironmentFact } from '../../facts/facts.ts';
import { entryOf, nodeAt } from '../../syntax/yamlPath.ts';
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
      return fact.access === 'set' && !isOwnService(file.yaml.documents.map(({ root }) => root), fact, everyday);
    default:
      return false;
  }
}

function isOwnService(roots: readonly Parameters<typeof nodeAt>[0][], { range }: EnvironmentFact, words: readonly string[]): boolean {
  const services = roots.map((root) => nodeAt(root, ['services'])).find((node) => node?.kind === 'map');
  const service = services?.kind === 'map' ? services.entries.find((entry) => entry.range.start <= range.start && range.end <= entry.range.end) : undefined;
  const image = entryOf(service?.value, 'image')?.value;
  const named = [service?.name, image?.kind === 'scalar' ? String(image.value) : undefined];
  return named.some((name) => name !== undefined && words.some((word) => name.includes(word)));
}
