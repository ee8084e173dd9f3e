import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import { entryOf } from '../../syntax/yamlPath.ts';
import type { Fact } from '../facts.ts';
import { imageFacts } from './images.ts';
import { yamlEntries } from './yamlEntries.ts';
import { scalarText } from './yamlScalars.ts';

/**
 * The images that a YAML file runs: compose services, Kubernetes containers, jobs of GitHub, GitLab and CircleCI (`image: python:3.8`),
 * and the `repository` with its `tag` in Helm values. Never throws.
 */
export function yamlImageFacts(file: ParsedYaml): readonly Fact[] {
  if (!/\b(?:image|container|repository)\b/.test(file.text)) return [];
  const facts: Fact[] = [];
  for (const { entry, map, path } of yamlEntries(file)) {
    const parent = path.at(-1);
    const isImage = entry.name === 'image' || (entry.name === 'name' && parent === 'image')
      || (entry.name === 'container' && path.length === 2 && path[0] === 'jobs');
    const image = isImage ? scalarText(file.text, entry.value) : undefined;
    if (image) facts.push(...imageFacts(image.value, image.offset));
    if (entry.name !== 'repository') continue;
    const repository = scalarText(file.text, entry.value);
    const tag = scalarText(file.text, entryOf(map, 'tag')?.value);
    if (!repository || !tag) continue;
    for (const fact of imageFacts(`${repository.value}:${tag.value}`, tag.offset - repository.value.length - 1)) {
      const range = { start: tag.offset, end: tag.offset + tag.value.length };
      facts.push(fact.kind === 'package' ? { ...fact, range } : fact);
    }
  }
  return facts;
}
