import type { Message } from '../../analysis/diagnostic.ts';
import type { YamlPath } from '../../syntax/yamlPath.ts';
import type { Range } from '../../text/range.ts';

/** Something that is wrong with a migration file. */
export interface MigrationProblem {
  /** In the file's text. */
  readonly range: Range;
  /** With an `error` the file gives no migration. */
  readonly severity: 'error' | 'warning';
  readonly message: Message;
  /** Whether it is no YAML, does not follow the schema, or says something that makes no sense. */
  readonly source: 'syntax' | 'schema' | 'content';
}

/** Something that a file says and that makes no sense, at a path of its data. */
export interface ContentProblem {
  readonly path: YamlPath;
  readonly severity: 'error' | 'warning';
  readonly message: Message;
}

/** An error of the content; `why` may be empty. */
export function wrong(path: YamlPath, what: string, why: string, todo: string): ContentProblem {
  return { path, severity: 'error', message: { what, why, todo } };
}

/** Something that is likely not what was meant. */
export function doubtful(path: YamlPath, what: string, why: string, todo: string): ContentProblem {
  return { path, severity: 'warning', message: { what, why, todo } };
}
