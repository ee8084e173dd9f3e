import { isCommonFile, isCommonImage, isCommonModule, isCommonVariable } from './commonNames.ts';
import type { MigrationFile } from './migrationFile.ts';
import { wrong, type ContentProblem } from './problems.ts';

const why = 'A migration speaks up in every project where something proves its system; this would prove it nearly everywhere.';

/** What is no proof of a system, because everybody has it. */
export function* checkDetection({ detection, documents = [] }: MigrationFile): Iterable<ContentProblem> {
  const at = (list: keyof MigrationFile['detection'], index: number, key?: string): readonly (string | number)[] => ['detection', list, index, ...(key === undefined ? [] : [key])];
  for (const [index, name] of (detection.environment ?? []).entries()) {
    if (isCommonVariable(name)) yield wrong(at('environment', index), `The variable ${name} is no proof: other programs have it too.`, why, 'Move it to `environmentTogether`, where two are needed, or take it out.');
  }
  for (const [index, { module }] of (detection.imports ?? []).entries()) {
    if (isCommonModule(module)) yield wrong(at('imports', index, 'module'), `The module ${module} is no proof: other projects have one of that name.`, why, 'Name a module that only the system has, or take it out.');
  }
  for (const [index, { ecosystem, name }] of (detection.packages ?? []).entries()) {
    if (ecosystem === 'docker' && isCommonImage(name)) yield wrong(at('packages', index, 'name'), `The image ${name} is no proof: other systems run it too.`, why, 'Name an image that only the system has, or take it out.');
  }
  for (const [index, name] of (detection.files ?? []).entries()) {
    if (isCommonFile(name)) yield wrong(at('files', index), `A file named ${name} is no proof: other projects have one too.`, why, 'Name a file that only the system has, or take it out.');
  }
  for (const [index, { files, keys, proves }] of documents.entries()) {
    const common = proves === true && keys === undefined ? files.find(isCommonFile) : undefined;
    if (common !== undefined) yield wrong(['documents', index, 'proves'], `A file named ${common} is no proof: other projects have one too.`, why, 'Add `keys` that only the system\'s file has, or remove this.');
  }
}
