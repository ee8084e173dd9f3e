import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { Fact } from '../facts.ts';

/** Packages and runtimes that a manifest, a CI pipeline, a Dockerfile or a version file asks for. Takes the file's name too. Never throws. */
export function packagingFacts(_fileName: string, _file: ParsedFile): readonly Fact[] {
  return [];
}
