import { sha256 } from '../../../text/sha256.ts';
import type { PageContext } from './context.ts';

/** What the page may load and run: its own style, and in a webview its own script. Takes the style sheet exactly as it stands in the page. */
export function contentPolicy({ webview }: PageContext, style: string): string {
  const own = webview ? `'nonce-${webview.nonce}'` : `'sha256-${base64(sha256(style))}'`;
  return [
    "default-src 'none'",
    `style-src ${own}`,
    ...(webview ? [`script-src ${own}`] : []),
    `img-src ${webview ? `${webview.cspSource} ` : ''}data:`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of bytes given as hexadecimal digits. */
function base64(hex: string): string {
  let result = '';
  for (let i = 0; i < hex.length; i += 6) {
    const group = hex.slice(i, i + 6);
    const bits = Number.parseInt(group.padEnd(6, '0'), 16);
    for (let part = 0; part < 4; part++) result += part * 2 > group.length ? '=' : digits[(bits >> (18 - 6 * part)) & 63] ?? '';
  }
  return result;
}
