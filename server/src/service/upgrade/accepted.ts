import type { Diagnostic } from '../../analysis/diagnostic.ts';
import { relativePath } from '../../text/uri.ts';
import { fingerprints } from './fingerprint.ts';

/** The findings of one file that its folder's baseline accepts. Takes the file and its workspace folder as URIs. */
export function acceptedIn(
  baseline: ReadonlySet<string> | undefined, { uri, folder }: { readonly uri: string; readonly folder: string }, text: string, diagnostics: readonly Diagnostic[],
): ReadonlySet<Diagnostic> {
  if (!baseline || baseline.size === 0) return new Set();
  const ids = fingerprints(relativePath(folder, uri), text, diagnostics);
  return new Set(diagnostics.filter((_, index) => baseline.has(ids[index] ?? '')));
}
