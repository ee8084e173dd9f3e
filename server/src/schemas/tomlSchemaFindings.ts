import type { Finding } from '../analysis/diagnostic.ts';
import { parseToml } from '../syntax/toml.ts';
import type { YamlMap } from '../syntax/yamlTree.ts';
import { applyEdits } from '../text/applyEdits.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import { yamlSchemaFindings } from './schemaFindings.ts';

/** What is wrong with a TOML document by a schema of the catalogue, as `yamlSchemaFindings` has it; without fixes that would be YAML only. */
export function tomlSchemaFindings(text: string, lines: LineIndex, root: YamlMap | undefined, schemaId: string): readonly Finding[] {
  const parses = (edits: Parameters<typeof applyEdits>[1]): boolean => parseToml(applyEdits(text, edits)).root !== undefined;
  return yamlSchemaFindings(text, lines, root, schemaId).map((finding) => ({ ...finding, fixes: finding.fixes.filter(({ edits }) => parses(edits())) }));
}
