import { renderHtml } from './html/page.ts';
import { renderMarkdown } from './markdown/document.ts';
import type { ReportModel } from './reportTypes.ts';

/** How the report is written down. */
export interface RenderReportOptions {
  readonly format: 'html' | 'markdown';
  /**
   * For a VS Code webview: the page then takes the editor's colours, and its script posts a `ReportMessage` (see protocol.ts) when a place is
   * opened or the report is to be saved. Without it the page stands alone, without any script.
   */
  readonly webview?: { readonly nonce: string; readonly cspSource: string } | undefined;
  /** URI of the folder that the report is saved in: links are relative to it. Default: the first workspace folder. */
  readonly folder?: string | undefined;
}

/** Takes the model and gives one self-contained HTML page, or GitHub-flavoured Markdown. The same model always gives the same text. */
export function renderReport(model: ReportModel, options: RenderReportOptions): string {
  const folder = options.folder ?? model.folders[0]?.uri ?? '';
  return options.format === 'markdown' ? renderMarkdown(model, folder) : renderHtml(model, { folder, webview: options.webview });
}
