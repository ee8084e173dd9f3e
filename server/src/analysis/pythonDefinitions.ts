import type { PythonAnalysis } from '../facts/python/analysis.ts';
import type { CodeNode } from '../syntax/codeTree.ts';
import { directory, relativePath } from '../text/uri.ts';
import type { Message } from './diagnostic.ts';

/**
 * Where the workspace itself defines a class without a member that it is to have: a vendored copy, or the system's own repository. Changing a
 * use alone would break the program then. The path is relative to the folder of the analysed file.
 */
export function oldDefinition(python: PythonAnalysis, className: string, member: string): string | undefined {
  const definition = python.definitionOf(className);
  return definition && !definition.members.has(member) ? pathOf(python, definition.uri) : undefined;
}

/** The path of a file of the workspace as messages say it: relative to the folder of the analysed file. */
export function pathOf(python: PythonAnalysis, uri: string): string {
  return uri === python.file.uri ? 'this file' : relativePath(directory(python.file.uri), uri);
}

/** Whether a place is inside the very definition of a class: what is old there is the class's own affair. */
export function isInDefinition(python: PythonAnalysis, className: string, node: CodeNode): boolean {
  return python.definitionOf(className)?.uri === python.file.uri
    && python.classes.some(({ qualifiedName, node: owner }) => qualifiedName === className && owner.start <= node.start && node.end <= owner.end);
}

/** The message of a finding whose class the workspace defines in `place`, if it does. */
export function withDefinition(message: Message, className: string, place: string | undefined): Message {
  if (place === undefined) return message;
  return { ...message, todo: `${message.todo} ${className.slice(className.lastIndexOf('.') + 1)} is defined in ${place}, and has to change too.` };
}
