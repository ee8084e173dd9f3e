import { total } from '../progress.ts';
import type { ReportProgress } from '../reportTypes.ts';
import { progressText } from '../words.ts';
import { html, type Markup } from './markup.ts';

const parts = ['done', 'safe', 'unsafe', 'manual'] as const;

/** The narrowest part of a bar that can still be seen, in per cent of the bar's full width. */
const least = 0.8;

/**
 * One bar: what is done, then what is left by tier. `scale` is the number of places that fills the whole width. Its text alternative
 * has the numbers.
 */
export function bar(progress: ReportProgress, scale: number, label: string): Markup {
  const widths = parts.map((part) => (progress[part] === 0 ? 0 : Math.max(least, (progress[part] * 100) / Math.max(1, scale))));
  const tooWide = Math.max(1, widths.reduce((sum, width) => sum + width, 0) / 100);
  let x = 0;
  const rects = parts.map((part, index) => {
    const width = (widths[index] ?? 0) / tooWide;
    if (width === 0) return undefined;
    const rect = html`<rect class="fill-${part}" x="${percent(x)}" y="0" width="${percent(width)}" height="100%"/>`;
    const texture = part === 'unsafe' || part === 'manual'
      ? html`<rect fill="url(#texture-${part})" x="${percent(x)}" y="0" width="${percent(width)}" height="100%"/>` : undefined;
    x += width;
    return [rect, texture];
  });
  return html`<svg class="bar" role="img" aria-label="${label === '' ? '' : `${label}: `}${progressText(progress)}">${total(progress) === 0 ? undefined : rects}</svg>`;
}

/** Textures, so that parts differ by more than their colour; stands once in a page. */
export function textures(): Markup {
  return html`<svg class="textures" aria-hidden="true" focusable="false" width="0" height="0"><defs>
<pattern id="texture-unsafe" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="texture" width="2" height="6"/></pattern>
<pattern id="texture-manual" width="5" height="5" patternUnits="userSpaceOnUse"><circle class="texture" cx="2.5" cy="2.5" r="1.2"/></pattern>
</defs></svg>`;
}

/** A small piece of a bar, for legends. */
export function swatch(part: (typeof parts)[number]): Markup {
  return html`<svg class="swatch" aria-hidden="true" focusable="false"><rect class="fill-${part}" width="100%" height="100%"/>${
    part === 'unsafe' || part === 'manual' ? html`<rect fill="url(#texture-${part})" width="100%" height="100%"/>` : undefined}</svg>`;
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}
