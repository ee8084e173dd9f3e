import type { RuleContext } from '../../../analysis/migration.ts';
import type { ParsedYaml } from '../../../syntax/parsedFile.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import type { YamlEntry, YamlMap } from '../../../syntax/yamlTree.ts';
import { ownServices } from '../names.ts';

/** A service of a compose file, with its settings. */
export interface ComposeService {
  readonly name: string;
  readonly entry: YamlEntry;
  readonly settings: YamlMap;
  /** The image as the file has it; empty without one. */
  readonly image: string;
}

/** The compose file's services. */
export interface ComposeServices {
  readonly file: ParsedYaml;
  readonly map: YamlMap;
  readonly all: readonly ComposeService[];
  /** The engine's own: those that the file itself runs, not only adds to. */
  readonly engines: readonly ComposeService[];
}

/** The services of the context's file in a project that is proven to use the engine; `undefined` when none of them is the engine's. */
export function composeServices({ file, project }: RuleContext): ComposeServices | undefined {
  if (file.language !== 'yaml' || !project.proven || file.yaml.documents.length !== 1) return undefined;
  const map = entryOf(file.yaml.documents[0]?.root, 'services')?.value;
  if (map?.kind !== 'map') return undefined;
  const all = map.entries.flatMap((entry): ComposeService[] => {
    const { name, value } = entry;
    if (name === undefined || value?.kind !== 'map') return [];
    const image = entryOf(value, 'image')?.value;
    return [{ name, entry, settings: value, image: image?.kind === 'scalar' ? String(image.value) : '' }];
  });
  const engines = all.filter(({ name, image, settings }) => (entryOf(settings, 'build') !== undefined || image !== '') && isEngine(name, image));
  return engines.length > 0 ? { file, map, all, engines } : undefined;
}

function isEngine(name: string, image: string): boolean {
  return name === ownServices[0] || /^workflow-engine(?::|@|$)/.test(image);
}
