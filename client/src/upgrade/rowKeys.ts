/** The keys of the rows that a command of the view is about, from its arguments: the row that a menu was opened on, with the others when it is one of several that are selected. */
export function rowKeys(key: unknown, selection: unknown): readonly string[] {
  const texts = Array.isArray(selection) ? selection.filter((each): each is string => typeof each === 'string') : [];
  return texts.length > 0 ? texts : typeof key === 'string' ? [key] : [];
}
