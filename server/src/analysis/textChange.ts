import type { ChangeBase } from './change.ts';
import type { FileNamePattern, OneLine, SearchedText } from './changeNames.ts';

/**
 * Text in the old form, for what no other kind can say. A regular expression knows nothing of code: the only proof that a match is the system's is that
 * the migration is active in the project, so its fix is never more than unsafe.
 */
export interface TextMatched extends ChangeBase {
  readonly kind: 'textMatched';
  /**
   * A regular expression of RE2 (no look-around, no back-references). A match lies within one line, of which `^` and `$` are the ends; lines of more than 2,000 letters are left alone.
   * @maxLength 1000
   */
  readonly pattern: string;
  /**
   * Texts of which every match holds one: files without any of them are not looked at.
   * @minItems 1
   */
  readonly literals: readonly SearchedText[];
  /**
   * Languages of the files; without it the names in `files` say which.
   * @minItems 1
   */
  readonly languages?: readonly TextLanguage[];
  /**
   * Names of the files (`*.acme.yaml`, `Jenkinsfile.toml`); `*` stands for any part of a name. All files of the languages without it.
   * @minItems 1
   */
  readonly files?: readonly FileNamePattern[];
  /** What is wrong, in one sentence that stands alone. */
  readonly message: OneLine;
  /** What to do about it. */
  readonly todo: OneLine;
  /**
   * What to put in the match's place: `$1` and `${name}` stand for groups, `$$` for a dollar sign. Without it there is no fix.
   * @minLength 0
   */
  readonly replacement?: string;
}

/** Languages whose files can be searched for text. */
export type TextLanguage =
  | 'yaml' | 'json' | 'dotenv' | 'toml' | 'graphql' | 'python' | 'typescript' | 'rust'
  | 'shell' | 'batch' | 'powershell' | 'makefile' | 'dockerfile' | 'template' | 'ini' | 'requirements' | 'sql' | 'markdown' | 'text';
