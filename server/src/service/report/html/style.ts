import { darkPalette, lightPalette, paletteVariables } from './colours.ts';

/** The page's style sheet: in a webview with the editor's colours and fonts, otherwise after the reader's light or dark scheme. */
export function pageStyle(webview: boolean): string {
  return `${webview ? themed : schemes}${layout}${tables}${pictures}${lists}${conditions}`;
}

const schemes = `
:root{color-scheme:light dark;${paletteVariables(lightPalette, false)}--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;--size:15px}
@media (prefers-color-scheme:dark){:root{${paletteVariables(darkPalette, false)}}}
`;

// VS Code puts the kind of the theme on the body as a class.
const themed = `
body{${paletteVariables(lightPalette, true)}--sans:var(--vscode-font-family,system-ui,sans-serif);--mono:var(--vscode-editor-font-family,monospace);--size:var(--vscode-font-size,13px)}
body.vscode-dark,body.vscode-high-contrast:not(.vscode-high-contrast-light){${paletteVariables(darkPalette, true)}}
body.vscode-high-contrast{--line:var(--vscode-contrastBorder,currentColor)}
`;

const layout = `
*,::before,::after{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;padding:0;background:var(--ground);color:var(--text);font:400 var(--size)/1.5 var(--sans);-webkit-text-size-adjust:100%}
.page{max-width:60rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
a,.place{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:1rem;top:-5rem;padding:.5rem 1rem;background:var(--ground);border:1px solid var(--line)}
.skip:focus{top:1rem}
.eyebrow{margin:0 0 .25rem;color:var(--muted)}
h1{margin:0;font-size:2em;line-height:1.2;font-weight:650;letter-spacing:-.015em}
h2{margin:3.5rem 0 1rem;font-size:1.35em;line-height:1.3;font-weight:650;letter-spacing:-.01em}
h3{margin:2rem 0 .5rem;font-size:1em;font-weight:650}
p{margin:.5rem 0;max-width:44rem}
section{border-top:1px solid var(--line);margin-top:3rem}
section>h2{margin-top:1.5rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:2rem 0 0;padding:0;list-style:none}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--muted);font-size:.875em}
code,.place{font-family:var(--mono);font-size:.9em}
code{overflow-wrap:anywhere}
.note,.none,.rest{color:var(--muted);font-size:.875em}
.tag{display:inline-block;padding:0 .45em;border:1px solid var(--line);border-radius:1em;color:var(--muted);font-size:.8em;line-height:1.5;white-space:nowrap}
.actions{display:flex;flex-wrap:wrap;gap:.5rem;margin:1.5rem 0 0}
.actions button{padding:.35em .9em;border:1px solid var(--vscode-button-border,var(--line));border-radius:3px;background:var(--vscode-button-secondaryBackground,var(--raised));color:var(--vscode-button-secondaryForeground,var(--text));font:inherit;cursor:pointer}
.figures{display:grid;grid-template-columns:minmax(11rem,auto) repeat(4,1fr);align-items:end;gap:1.25rem 2rem;margin:2rem 0 1rem;padding:0}
.figures div{display:flex;flex-direction:column-reverse}
.figures dt{display:flex;gap:.5rem;margin-top:.35rem;color:var(--muted);font-size:.875em}
.figures .swatch{margin-top:.25em}
.figures dd{margin:0;font-size:1.75em;line-height:1.15;font-weight:600;font-variant-numeric:tabular-nums}
.figures .main dd{font-size:3.25em;line-height:.9;letter-spacing:-.03em}
.figures div:not(.main) dt{white-space:nowrap}
.figures .main dt{font-size:1em;color:var(--text)}
.why{margin:1.5rem 0;padding:1rem 1.25rem;background:var(--raised);border-left:3px solid var(--done)}
.why ul{margin:.5rem 0 0;padding-left:1.25rem}
`;

const tables = `
.table{overflow-x:auto;margin:.75rem 0}
.quiet caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);font-size:.875em;padding-bottom:.25rem}
th,td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{color:var(--muted);font-size:.875em;white-space:nowrap}
.progress td,.progress thead th:not(:first-child),td.left{width:4.25rem;text-align:right;padding-right:0;padding-left:.75rem}
.progress thead th:last-child,.effort thead th:last-child,.changes thead th:last-child,.files thead th:last-child{text-align:right}
tbody th{min-width:9rem}
td.zero{color:var(--muted)}
td.left{font-weight:600}
.measure{display:flex;align-items:center;gap:1rem}
.measure .bar{flex:1}
.measure .note{flex:none;width:12rem}
.sum .note{margin-left:.35rem}
.changes th,.changes td,.files th,.files td,.reasons th,.reasons td{padding-top:.25rem;padding-bottom:.25rem}
th:last-child,td:last-child{padding-right:0}
.sum th,.sum td{border-bottom:0;font-weight:600}
.reasons th,.files th{overflow-wrap:anywhere}
.risk::before{content:"";display:inline-block;width:.6em;height:.6em;margin-right:.5em;border:1.5px solid currentColor;border-radius:50%}
.risk-medium::before{background:linear-gradient(90deg,currentColor 50%,transparent 50%)}
.risk-high::before{background:currentColor}
`;

const pictures = `
.textures{position:absolute}
.bar{display:block;width:100%;height:.5rem;margin:.4rem 0;overflow:hidden;border-radius:1px}
.overall .bar{height:1rem;margin:.75rem 0 1.25rem}
.bar rect{stroke:var(--ground);stroke-width:1px}
.swatch{width:.9rem;height:.9rem;flex:none;margin-top:.3em;border-radius:2px}
.fill-done{fill:var(--done)}.fill-safe{fill:var(--safe)}.fill-unsafe{fill:var(--unsafe)}.fill-manual{fill:var(--manual)}
.texture{fill:var(--texture)}
.legend{display:grid;grid-template-columns:repeat(2,1fr);gap:.35rem 2rem;margin:1rem 0;padding:0;list-style:none;font-size:.875em;color:var(--muted)}
.legend li{display:flex;gap:.6rem}
.legend strong{color:var(--text);font-weight:600}
figure{margin:1rem 0}
.timeline{display:block;width:100%;overflow:visible;font-size:.8rem}
.timeline text{fill:var(--text);font-family:var(--sans)}
.timeline .today{stroke:var(--muted);stroke-width:1;stroke-dasharray:3 3}
.timeline .span{stroke:var(--safe);stroke-width:2}
.timeline .span.past{stroke:var(--unsafe)}
.timeline .mark{fill:var(--ground);stroke:var(--safe);stroke-width:2}
.timeline .mark.past{fill:var(--unsafe);stroke:var(--unsafe)}
`;

const lists = `
details{border-bottom:1px solid var(--line)}
summary{padding:.6rem 0;cursor:pointer}
summary .note{white-space:nowrap}
details[open]{padding-bottom:1rem}
.dates,.places{margin:0;padding:0;list-style:none}
.task{margin:.25rem 0 .9rem 1.1rem}
.task p{margin:0 0 .15rem}
.places{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem}
.dates li{padding:.25rem 0}
.dates .note{display:block}
.place{padding:0;border:0;background:none;text-align:left;overflow-wrap:anywhere;unicode-bidi:isolate}
button.place{cursor:pointer;text-decoration:underline}
span.place{color:inherit}
.steps{padding-left:1.5rem}
.steps li{padding:.25rem 0}
.command{display:block;margin:.25rem 0;padding:.4rem .6rem;background:var(--raised);white-space:pre-wrap}
.evidence dt{margin-top:.75rem}
.evidence dd{margin:.15rem 0 0 1.1rem;overflow-wrap:anywhere}
`;

const conditions = `
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media (max-width:40rem){
.page{padding:1.5rem 1rem 3rem}
h1{font-size:1.6em}
.figures{grid-template-columns:repeat(2,1fr)}
.figures .main{grid-column:1/-1}
.legend{grid-template-columns:1fr}
.progress td,.progress thead th:not(:first-child){width:auto;padding-left:.5rem}
.progress thead th:not(:first-child){font-size:.75em}
.progress tbody th{min-width:7.5rem}
.measure{display:block}
.measure .note{display:block;width:auto}
}
@media (forced-colors:active){
.fill-done{fill:CanvasText}.fill-safe{fill:Highlight}.fill-unsafe,.fill-manual,.bar .fill-unsafe,.bar .fill-manual{fill:Canvas;stroke:CanvasText}
.texture{fill:CanvasText}
.timeline text{fill:CanvasText}
.timeline .span,.timeline .mark,.timeline .today{stroke:CanvasText}
.timeline .mark.past{fill:CanvasText}
.risk::before{forced-color-adjust:none}
}
@media print{
:root,body{${paletteVariables(lightPalette, false)}}
body{font-size:10pt}
.page{max-width:none;padding:0}
nav,.skip,.actions{display:none}
a,.place{color:inherit;text-decoration:none}
details:not([open])::details-content{content-visibility:visible;display:block}
summary,tr,figure,.task{break-inside:avoid}
h2,h3,summary{break-after:avoid}
.bar rect,.swatch rect,.timeline{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.table{overflow:visible}
}
`;
