import type { ParsedYaml } from '../../../syntax/parsedFile.ts';
import type { ProjectView } from '../../../analysis/project.ts';
import type { YamlMap } from '../../../syntax/yamlTree.ts';
import type { Edit } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';
import { lineEndOf } from '../../../text/lineEnd.ts';
import { indentUnit } from '../../../syntax/yamlEdits.ts';

/** One part of a pack that is still AgentSpec v1, and how it is converted. */
export interface PackPart {
  /** Root key that a finding about the part stands at. */
  readonly range: Range;
  /** `inputs is a list`, as a sentence about a half-converted pack. */
  readonly what: string;
  /** `undefined` with `obstacle` when a person has to do it. */
  readonly edits: readonly Edit[] | undefined;
  readonly obstacle: string | undefined;
  /** Whether the conversion states types. */
  readonly typed: boolean;
  /** Names whose type is only guessed. */
  readonly guessed: readonly string[];
  /** JSON pointers the part speaks for. */
  readonly covers: readonly string[];
}

/** What every conversion needs of the pack. */
export interface PackText {
  readonly file: ParsedYaml;
  readonly root: YamlMap;
  readonly project: ProjectView;
  /** URI of the pack's folder. */
  readonly folder: string;
  readonly lineEnd: string;
  /** Blanks of one step of indentation. */
  readonly unit: number;
}

/** Gathers what conversions need; the file must be a single document with a mapping at its root. */
export function packText(file: ParsedYaml, root: YamlMap, project: ProjectView, folder: string): PackText {
  return { file, root, project, folder, lineEnd: lineEndOf(file.text), unit: indentUnit(file.text) };
}

/** Column of an offset. */
export function columnOf({ file }: PackText, offset: number): number {
  return file.lines.positionAt(offset).character;
}

/** End of the line that holds the offset, before its line end. */
export function endOfLine({ file }: PackText, offset: number): number {
  return file.lines.lineEnd(file.lines.lineAt(offset));
}
