import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { Fact } from '../facts.ts';
import { packageFacts } from '../packages.ts';

/** Packages and runtimes that a manifest, a CI pipeline, a Dockerfile or a version file asks for. Takes the file's name too. Never throws. */
export function packagingFacts(fileName: string, file: ParsedFile): readonly Fact[] {
  return packageFacts(fileName, file.text);
}
