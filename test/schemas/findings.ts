import { messageText, type Finding } from '../../server/src/analysis/diagnostic.ts';
import { dotenvSchemaFindings, yamlSchemaFindings, type DotenvSchemaOptions } from '../../server/src/schemas/schemaFindings.ts';
import { parseDotenv } from '../../server/src/syntax/dotenv.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { LineIndex } from '../../server/src/text/lineIndex.ts';

/** A finding as tests read it. */
export interface Seen {
  readonly severity: string;
  /** The text of the range. */
  readonly at: string;
  readonly covers: readonly string[];
  readonly message: string;
  /** `Rename to name (safe)` */
  readonly fixes: readonly string[];
  /** The text after the first fix. */
  readonly fixed: string | undefined;
}

/** Findings of a YAML text's first document. */
export function yamlFindings(text: string, schemaId: string): Seen[] {
  return seen(text, yamlSchemaFindings(text, new LineIndex(text), parseYaml(text).documents[0]?.root, schemaId));
}

/** Findings of a `.env` text. */
export function dotenvFindings(text: string, schemaId: string, options?: DotenvSchemaOptions): Seen[] {
  return seen(text, dotenvSchemaFindings(parseDotenv(text), schemaId, options));
}

function seen(text: string, findings: readonly Finding[]): Seen[] {
  return findings.map((finding) => ({
    severity: finding.severity ?? '',
    at: text.slice(finding.range.start, finding.range.end),
    covers: finding.covers ?? [],
    message: messageText(finding.message),
    fixes: finding.fixes.map((fix) => `${fix.title} (${fix.applicability})`),
    fixed: finding.fixes[0] && applyEdits(text, finding.fixes[0].edits()),
  }));
}
