import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly image: Readonly<Record<'dark' | 'light' | 'hc' | 'hcLight', string>>; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  };
};
/** VS Code makes one more for each view. */
const commands = [...contributes.commands.map(({ command }) => command), ...Object.values(contributes.views).flat().map(({ id }) => `${id}.focus`)];
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

describe('the walkthrough', () => {
  it('goes from what is found to the report', () => {
    expect(contributes.walkthroughs.map(({ id }) => id)).toEqual(['upguide.start']);
    expect(steps.map(({ id }) => id)).toEqual(['found', 'review', 'apply', 'rollBack', 'report']);
  });

  it.each(steps)('step $id: its buttons and its ends are commands that there are', ({ description, completionEvents }) => {
    const linked = [...description.matchAll(/\]\(command:([^)]+)\)/g)].map(([, id]) => id);
    const awaited = completionEvents.flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []);
    expect(linked.length).toBeGreaterThan(0);
    expect(awaited.length).toBeGreaterThan(0);
    expect([...linked, ...awaited].filter((id) => id === undefined || !commands.includes(id))).toEqual([]);
  });

  it.each(steps)('step $id: has small pictures, in words, too', ({ media: { image, altText } }) => {
    for (const file of Object.values(image)) {
      const { size } = statSync(path.join(root, file));
      expect(size).toBeGreaterThan(1024);
      expect(size).toBeLessThan(60 * 1024);
    }
    expect(image.dark).not.toBe(image.light);
    expect(altText.length).toBeGreaterThan(20);
  });
});
