import type { FeatureContext } from './featureContext.ts';
import type { CodeLens } from './languageService.ts';

/** Lenses of the file: conversions of the whole file, above the place that they begin with. */
export function codeLenses(context: FeatureContext, uri: string): readonly CodeLens[] {
  const diagnostics = context.report(uri)?.diagnostics ?? [];
  return diagnostics.flatMap(({ lens, fixes, range }): CodeLens[] => {
    const fix = fixes[0];
    return lens === undefined || !fix ? [] : [{ range, title: lens, applicability: fix.applicability, edits: fix.edits }];
  });
}
