import { relativeLink } from '../links.ts';
import type { ReportPlace } from '../reportTypes.ts';
import { html, type Markup } from './markup.ts';

/** What a page is for: it decides how places are opened. */
export interface PageContext {
  /** URI of the folder that links are relative to. */
  readonly folder: string;
  /** Set for a page in a VS Code webview. */
  readonly webview: { readonly nonce: string; readonly cspSource: string } | undefined;
}

/** A place to open: `path:line`. In a webview a button that the script hears, in a saved page a link. */
export function placeLink({ folder, webview }: PageContext, { uri, path, line }: ReportPlace): Markup {
  const label = html`<bdi>${path}</bdi>:${line}`;
  if (webview) return html`<button type="button" class="place" data-uri="${uri}" data-line="${line - 1}">${label}</button>`;
  const href = relativeLink(folder, uri, line);
  return href === undefined ? html`<span class="place">${label}</span>` : html`<a class="place" href="${href}">${label}</a>`;
}

/** A file to open. */
export function fileLink({ folder, webview }: PageContext, uri: string, path: string): Markup {
  const label = html`<bdi>${path}</bdi>`;
  if (webview) return html`<button type="button" class="place" data-uri="${uri}" data-line="0">${label}</button>`;
  const href = relativeLink(folder, uri);
  return href === undefined ? html`<span class="place">${label}</span>` : html`<a class="place" href="${href}">${label}</a>`;
}

/** The first entries of a list, and a sentence about the rest. `where` tells where the rest is to be seen. */
export function capped<T>(values: readonly T[], most: number): { readonly shown: readonly T[]; readonly hidden: number } {
  return { shown: values.slice(0, most), hidden: Math.max(0, values.length - most) };
}
