/** Called by VS Code when the extension is needed. */
export function activate(): void {
  return;
}
