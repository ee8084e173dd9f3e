import { plainText } from '../plainText.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text for a place between tags or in a quoted attribute, without characters that HTML forbids. */
export function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** HTML that is known to be well made: `html` makes it, and `trusted` takes over texts of ours. */
export interface Markup {
  readonly html: string;
}

/** What a template may hold. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** Tag for template literals: what stands in `${}` is escaped unless it is markup itself; lists are joined, `undefined` gives nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { html: strings.map((part, index) => (index === 0 ? part : print(values[index - 1]) + part)).join('') };
}

/** For the style sheet and the script alone, which are constants of this folder and hold no `</`. */
export function trusted(text: string): Markup {
  return { html: text };
}

function print(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  return 'html' in content ? content.html : content.map(print).join('');
}
