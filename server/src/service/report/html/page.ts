import type { ReportModel } from '../reportTypes.ts';
import { reportName } from '../words.ts';
import { textures } from './bar.ts';
import { contentPolicy } from './contentPolicy.ts';
import type { PageContext } from './context.ts';
import { html, trusted, type Markup } from './markup.ts';
import { pageScript } from './script.ts';
import { effortSection } from './sections/effortSection.ts';
import { evidenceSection } from './sections/evidenceSection.ts';
import { filesSection } from './sections/filesSection.ts';
import { automaticSection, manualSection } from './sections/itemsSection.ts';
import { progressSection } from './sections/progressSection.ts';
import { routeSection } from './sections/routeSection.ts';
import { runsSection } from './sections/runsSection.ts';
import { printSection, type PageSection } from './sections/section.ts';
import { stepsSection } from './sections/stepsSection.ts';
import { timelineSection } from './sections/timelineSection.ts';
import { pageStyle } from './style.ts';
import { summary } from './summary.ts';

/** The whole page. */
export function renderHtml(model: ReportModel, context: PageContext): string {
  const style = pageStyle(context.webview !== undefined);
  const nonce = context.webview && html` nonce="${context.webview.nonce}"`;
  const name = reportName(model);
  const sections = sectionsOf(model, context);
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(context, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Upgrade report: ${name}</title>
<style${nonce}>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
<div class="page">
<header>
<p class="eyebrow">Upgrade report · ${model.folders.map((folder) => folder.name).join(', ')} · <time datetime="${model.today}">${model.today}</time></p>
<h1>${name}</h1>
${context.webview ? saveButtons() : undefined}
</header>
<main id="content" tabindex="-1">
${summary(model)}
${navigation(sections)}
${sections.map(printSection)}
</main>
<footer><p>Made by Upguide on ${model.today}. Values of settings and secrets are never part of this report.</p></footer>
</div>
${textures()}
${context.webview ? html`<script${nonce}>${trusted(pageScript)}</script>` : undefined}
</body>
</html>
`.html;
}

function sectionsOf(model: ReportModel, context: PageContext): readonly PageSection[] {
  return [
    progressSection(model),
    routeSection(model),
    manualSection(model, context),
    automaticSection(model, context),
    effortSection(model),
    timelineSection(model),
    stepsSection(model),
    runsSection(model, context),
    evidenceSection(model),
    filesSection(model, context),
  ].filter((section) => section !== undefined);
}

function navigation(sections: readonly PageSection[]): Markup {
  return html`<nav aria-label="Parts of the report"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
`;
}

function saveButtons(): Markup {
  return html`<div class="actions"><button type="button" data-save="markdown">Save as Markdown</button><button type="button" data-save="html">Save as HTML</button></div>`;
}
