import type { ReportMessage } from '../../../server/src/protocol.ts';

/** So far down no file of a report goes; VS Code itself takes any number. */
const maxLine = 10_000_000;

/** What a page in a webview has posted, if it is one of the few things that the report may ask for. */
export function readReportMessage(posted: unknown): ReportMessage | undefined {
  if (typeof posted !== 'object' || posted === null) return undefined;
  const { type, uri, line, format } = posted as Readonly<Record<string, unknown>>;
  if (type === 'save' && (format === 'html' || format === 'markdown')) return { type, format };
  if (type !== 'open' || typeof uri !== 'string' || typeof line !== 'number') return undefined;
  return Number.isInteger(line) && line >= 0 && line <= maxLine ? { type, uri, line } : undefined;
}

/** The parts of a URI that decide whether it is a plain file. */
interface FileUri {
  readonly scheme: string;
  /** Without escapes. */
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** Whether a URI names a file and nothing else: no way up, no second part, no other scheme. Where the file is remains to be looked at. */
export function isPlainFile({ scheme, path, query, fragment }: FileUri): boolean {
  return scheme === 'file' && query === '' && fragment === '' && !path.includes('\0') && !path.split(/[\\/]/).some((part) => part === '..' || part === '.');
}
