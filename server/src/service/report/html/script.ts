/**
 * The script of a page in a webview: it posts a `ReportMessage` (protocol.ts) when a place or a way to save is chosen, and keeps what the user has opened and
 * closed when the page is made anew.
 */
export const pageScript = `
const editor = acquireVsCodeApi();
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (!button) return;
  const { uri, line, save } = button.dataset;
  if (uri !== undefined) editor.postMessage({ type: 'open', uri, line: Number(line) });
  else if (save !== undefined) editor.postMessage({ type: 'save', format: save });
});
const chosen = new Map(Object.entries(editor.getState() ?? {}));
for (const details of document.querySelectorAll('details')) {
  const name = details.closest('section')?.id + ' ' + details.querySelector('.name')?.textContent;
  const made = details.open;
  details.open = chosen.get(name) ?? made;
  details.addEventListener('toggle', () => {
    if (details.open === made) chosen.delete(name);
    else chosen.set(name, details.open);
    editor.setState(Object.fromEntries(chosen));
  });
}
`;
