import type { ParsedDotenv, ParsedYaml } from '../syntax/parsedFile.ts';
import type { YamlNode } from '../syntax/yamlTree.ts';
import { interpolationsIn } from '../syntax/interpolation.ts';
import type { EnvironmentFact } from './facts.ts';

/** The environment variables that a file sets, reads (`${NAME}` in values) or suggests (commented-out assignments). */
export function environmentFacts(file: ParsedDotenv | ParsedYaml): readonly EnvironmentFact[] {
  switch (file.language) {
    case 'dotenv':
      return dotenvFacts(file);
    case 'yaml': {
      // Most YAML files interpolate nothing: do not walk their trees.
      if (!file.text.includes('${')) return [];
      const facts: EnvironmentFact[] = [];
      for (const document of file.yaml.documents) if (document.root) collectReads(document.root, file.text, facts);
      return facts;
    }
  }
}

function dotenvFacts(file: ParsedDotenv): readonly EnvironmentFact[] {
  const facts: EnvironmentFact[] = [];
  for (const entry of file.dotenv.entries) {
    facts.push({ kind: 'environment', name: entry.name, range: entry.nameRange, access: 'set', hasValue: entry.value !== '' });
    for (const use of entry.interpolations) {
      facts.push({ kind: 'environment', name: use.name, range: use.nameRange, access: 'read', hasDefault: use.hasDefault });
    }
  }
  for (const { assignment } of file.dotenv.comments) {
    if (assignment) facts.push({ kind: 'environment', name: assignment.name, range: assignment.nameRange, access: 'suggested' });
  }
  return facts;
}

function collectReads(node: YamlNode, text: string, facts: EnvironmentFact[]): void {
  switch (node.kind) {
    case 'map':
      for (const entry of node.entries) if (entry.value) collectReads(entry.value, text, facts);
      break;
    case 'seq':
      for (const item of node.items) if (item.value) collectReads(item.value, text, facts);
      break;
    case 'scalar': {
      const source = text.slice(node.range.start, node.range.end);
      if (!source.includes('${')) break;
      for (const use of interpolationsIn(source, node.range.start)) {
        facts.push({ kind: 'environment', name: use.name, range: use.nameRange, access: 'read', hasDefault: use.hasDefault });
      }
      break;
    }
    case 'alias':
      break;
  }
}
