/** A text in pieces, those between backticks apart: messages name code so. */
export function codeParts(text: string): readonly { readonly text: string; readonly code: boolean }[] {
  return text.split(/`([^`]+)`/).map((part, index) => ({ text: part, code: index % 2 === 1 })).filter((part) => part.text !== '');
}
