import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';

/** What the text around a script does to it before the shell sees it. */
export interface ShellHost {
  /** `make`: `$$` is a dollar, `$(NAME)` is make's. `github`, `gitlab`, `template`: `${{ … }}`, `$[[ … ]]`, `{{ … }}` are filled in before. */
  readonly preprocessor?: 'make' | 'github' | 'gitlab' | 'template';
}

/** Variables set, read and passed, commands run and endpoints called in a POSIX shell or bash script. Never throws. */
export function shellFacts(_script: EmbeddedText, _host: ShellHost = {}): readonly Fact[] {
  return [];
}
