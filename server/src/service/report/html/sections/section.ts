import { counted } from '../../words.ts';
import { html, type Content, type Markup } from '../markup.ts';

/** A part of the page: its id is what the navigation points to. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/** With its heading, as a region that screen readers list. */
export function printSection({ id, title, body }: PageSection): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}</section>
`;
}

/** A table that scrolls in itself where it is too wide. `label` is what the caption says; the class `quiet` hides it where a heading stands above. */
export function table(label: string, head: readonly Content[], rows: readonly Markup[], className = ''): Markup {
  return html`<div class="table" role="group" aria-label="${label}" tabindex="0"><table${className === '' ? undefined : html` class="${className}"`}>
<caption>${label}</caption>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table></div>
`;
}

/** What stands in place of entries that are too many for a page. */
export function rest(hidden: number, noun: string): Markup | undefined {
  if (hidden === 0) return undefined;
  return html`<p class="rest">… and ${counted(hidden, `more ${noun}`)}, not listed here to keep the report readable. <code>upguide check</code> and the Upgrade view list them all.</p>`;
}
