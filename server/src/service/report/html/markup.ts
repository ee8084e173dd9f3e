const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text for a place between tags or in a quoted attribute. Control characters, which HTML forbids, become the replacement character. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** HTML that is known to be well made: only this module makes it. */
export interface Markup {
  readonly html: string;
}

type Content = Markup | string | number | undefined | readonly Content[];

/** Tag for template literals: what stands in `${}` is escaped unless it is markup itself; lists are joined, `undefined` gives nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { html: strings.map((part, index) => (index === 0 ? part : print(values[index - 1]) + part)).join('') };
}

function print(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  return 'html' in content ? content.html : content.map(print).join('');
}
