import type { Rule } from '../../../../analysis/migration.ts';
import { words } from '../../../../text/literal.ts';

const [from, replaced] = ['resonantgenesis.exceptions', 'APIError'] as const;

/** What else code takes out of the module of errors (3. Error handling): the guide names a replacement for `APIError` alone. */
export const exceptionsModuleImported: Rule = {
  id: 'resonantgenesis/exceptions-module-imported',
  change: 'RG-ERRORS',
  description: 'The module `resonantgenesis.exceptions` is imported, or another name than `APIError` from it.',
  guideSection: 'Python SDK, Migration 1.x to 2.x: 3. Error handling',
  languages: ['python'],
  literals: [words(['resonantgenesis']), words(['exceptions'])],
  *check({ python }) {
    if (!python) return;
    for (const { node, module, name } of python.imports) {
      const isModule = (name === undefined && module === from) || (module === 'resonantgenesis' && name === 'exceptions');
      if ((!isModule && (module !== from || name === undefined || name === replaced)) || python.inImportBridge(node)) continue;
      yield {
        range: node.range,
        old: true,
        message: {
          what: isModule ? `The module ${from} is imported.` : `${name ?? ''} is imported from ${from}.`,
          why: 'The SDK 2.x has ResonantError in its top module, and the guide tells of no other error.',
          todo: 'Catch ResonantError of resonantgenesis, or look up what the new SDK raises.',
        },
        fixes: [],
      };
    }
  },
};
