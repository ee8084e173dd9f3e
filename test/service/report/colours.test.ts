import { describe, expect, it } from 'vitest';
import { darkPalette, lightPalette } from '../../../server/src/service/report/html/colours.ts';

describe.each([['light', lightPalette], ['dark', darkPalette]])('colours of the %s page', (_name, palette) => {
  it.each(['text', 'muted', 'link'] as const)('%s can be read on both grounds', (colour) => {
    expect(contrast(palette[colour], palette.ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette[colour], palette.raised)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['done', 'safe', 'unsafe', 'manual'] as const)('%s can be told from the ground', (colour) => {
    expect(contrast(palette[colour], palette.ground)).toBeGreaterThanOrEqual(3);
  });
});

/** As WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
