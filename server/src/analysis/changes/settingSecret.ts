import type { SettingSecret } from '../change.ts';
import type { Rule } from '../migration.ts';
import { isPlaceholder } from '../secrets.ts';
import { replaceSetting } from './settingEdits.ts';
import { dotted, entryAt, isSharedPlace, pointerOf, settingsDocument } from './settings.ts';

/** One rule for all secrets that a file of settings may not hold. */
export function settingSecret(migration: string, changes: readonly SettingSecret[], guideSection: string): Rule {
  return {
    id: `${migration}/secret-written-out`,
    change: changes[0]?.change,
    description: `A secret is written out in a file of settings (${changes.map(({ path }) => `\`${dotted(path)}\``).join(', ')}).`,
    guideSection,
    languages: ['yaml', 'toml'],
    *check(context) {
      for (const change of changes) {
        const target = settingsDocument(context, change.document);
        const value = target && entryAt(target.root, change.path)?.value;
        if (!target || value?.kind !== 'scalar' || typeof value.value !== 'string' || value.style === 'literal' || value.style === 'folded' || isFromEnvironment(value.value)) continue;
        yield {
          range: value.range,
          severity: 'error',
          message: {
            what: value.value === '' ? `${dotted(change.path)} is empty.` : `${dotted(change.path)} is written out in this file.`,
            why: change.why,
            todo: `Put a new random value into the environment as ${change.variable}, and read it from there.`,
          },
          fixes: isSharedPlace(target.file, target.root, change.path) ? [] : [{
            title: `Read it from \${${change.variable}}`,
            applicability: isWorthless(value.value) ? 'safe' : 'unsafe',
            bulk: true,
            edits: () => [replaceSetting(target.file, value, `\${${change.variable}}`)],
          }],
          covers: [pointerOf(change.path)],
        };
      }
    },
  };
}

/** Whether a value comes from the environment, without a default that stands in for it. */
export function isFromEnvironment(value: string): boolean {
  return /^\$\{\w+\}$|^\$\w+$/.test(value);
}

/** Whether nobody loses anything with a secret: it is empty, or a placeholder. */
export function isWorthless(value: string): boolean {
  return value === '' || isPlaceholder(value);
}
