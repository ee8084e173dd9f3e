/** What the module gives to its TypeScript face. It has no memory of its own beyond a few numbers: the face says where everything lies. */
export { findLiterals } from './literals';
export { kindOfText, namesLength, readHeader } from './pythonHeader';
export { collectNames } from './pythonNames';

/** Address of the first byte that the face may use, a multiple of 16. */
export function firstFree(): usize {
  return (__heap_base + 15) & ~15;
}
