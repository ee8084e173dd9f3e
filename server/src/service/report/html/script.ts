/** The script of a page in a webview: it posts a `ReportMessage` (protocol.ts) when a place or a way to save is chosen. */
export const pageScript = `
const editor = acquireVsCodeApi();
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (!button) return;
  const { uri, line, save } = button.dataset;
  if (uri !== undefined) editor.postMessage({ type: 'open', uri, line: Number(line) });
  else if (save !== undefined) editor.postMessage({ type: 'save', format: save });
});
`;
