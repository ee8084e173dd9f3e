import { left, percentDone, total } from '../progress.ts';
import type { ReportModel } from '../reportTypes.ts';
import { counted, number } from '../words.ts';
import { bar, swatch } from './bar.ts';
import { html, type Markup } from './markup.ts';

/** The numbers of the whole upgrade, before everything else; why there is nothing left, if so. */
export function summary({ totals, files, whyNothing }: ReportModel): Markup {
  const open = left(totals);
  return html`<div class="overall">
<dl class="figures">
<div class="main"><dt>${open === 0 ? 'left' : html`left in ${counted(files.affected, 'file')}, of ${counted(files.looked, 'file')} looked at`}</dt><dd>${number(open)}</dd></div>
<div><dt>${swatch('done')}done${total(totals) === 0 ? '' : `, ${percentDone(totals)}%`}</dt><dd>${number(totals.done)}</dd></div>
<div><dt>${swatch('safe')}safe</dt><dd>${number(totals.safe)}</dd></div>
<div><dt>${swatch('unsafe')}unsafe</dt><dd>${number(totals.unsafe)}</dd></div>
<div><dt>${swatch('manual')}by hand</dt><dd>${number(totals.manual)}</dd></div>
</dl>
${total(totals) === 0 ? undefined : bar(totals, total(totals), 'All places')}
</div>
${whyNothing.length === 0 ? undefined : html`<div class="why"><p><strong>Nothing is left. This is why:</strong></p>
<ul>${whyNothing.map((sentence) => html`<li>${sentence}</li>`)}</ul></div>
`}`;
}
