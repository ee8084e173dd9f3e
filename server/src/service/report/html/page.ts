import type { ReportModel } from '../reportTypes.ts';
import { html } from './markup.ts';

/** The whole page. */
export function renderHtml({ totals, today }: ReportModel): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Upgrade report</title></head>
<body><main><h1>Upgrade report</h1><p>${today}: ${totals.done} done, ${totals.safe + totals.unsafe + totals.manual} left.</p></main></body>
</html>
`.html;
}
