import { interpolationsIn } from '../../syntax/interpolation.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { EnvironmentFact } from '../facts.ts';
import { triedBefore } from '../triedBefore.ts';

/** How a text names variables. */
export interface ReadOptions {
  /** `$NAME` counts too, not only `${NAME}`. */
  readonly bare?: boolean;
  /** The variable that is given the text, where it would read itself after a rename. */
  readonly assigned?: string | undefined;
  /** For places where it is not sure that somebody fills the variable in. */
  readonly doubt?: Pick<EnvironmentFact, 'renaming' | 'because'>;
}

/** `${NAME}`, `${NAME:-default}` and, if wanted, `$NAME` in a text; `$$` and `\$` are escapes. */
export function interpolatedReads(text: EmbeddedText, { bare = false, assigned, doubt }: ReadOptions = {}): readonly EnvironmentFact[] {
  if (!text.text.includes(bare ? '$' : '${')) return [];
  const uses = interpolationsIn(text.text, 0);
  const before = triedBefore(uses);
  return uses.flatMap(({ name, nameRange, hasDefault }, i): EnvironmentFact[] => {
    if (!bare && text.text[nameRange.start - 1] !== '{') return [];
    const range = text.rangeOf(nameRange.start, nameRange.end);
    if (!range) return [];
    const fallbackOf = [...before[i] ?? [], ...(assigned === undefined || assigned === name ? [] : [assigned])];
    return [{ kind: 'environment', name, range, access: 'read', hasDefault, ...(fallbackOf.length > 0 ? { fallbackOf } : {}), ...doubt }];
  });
}

/** The one variable that a text consists of: `$A`, `${A}`, with or without a default of nothing. */
export function wholeRead(text: string): string | undefined {
  return /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-)?\})$/.exec(text.trim())?.slice(1).find((name) => name !== undefined);
}

/** `$(NAME)` of Kubernetes; `$$(NAME)` is an escape. */
export function kubernetesReads(text: EmbeddedText, assigned?: string): readonly EnvironmentFact[] {
  if (!text.text.includes('$(')) return [];
  const facts: EnvironmentFact[] = [];
  for (const match of text.text.matchAll(/\$\$|\$\(([A-Za-z_]\w*)\)/g)) {
    const name = match[1];
    const range = name === undefined ? undefined : text.rangeOf(match.index + 2, match.index + 2 + name.length);
    if (name === undefined || !range) continue;
    facts.push({ kind: 'environment', name, range, access: 'read', ...(assigned === undefined || assigned === name ? {} : { fallbackOf: [assigned] }) });
  }
  return facts;
}

/** The names in `{{ … }}` of Helm and Jinja that are the variable's: `.Values.env.NAME`, `lookup('env', 'NAME')`, `ansible_env.NAME`, `env_var('NAME')`. */
export function templateReads(text: EmbeddedText): readonly EnvironmentFact[] {
  if (!text.text.includes('{{') && !text.text.includes('{%')) return [];
  const facts: EnvironmentFact[] = [];
  for (const tag of text.text.matchAll(/\{[{%][^{}]{0,2000}[%}]\}/g)) {
    for (const match of tag[0].matchAll(/(?:\.Values(?:\.[a-z]\w*){0,8}\.|\blookup\(\s*["']env["']\s*,\s*["']|\bansible_env\.|\benv_var\(\s*["']|\benv\s+["'])([A-Z_][A-Z0-9_]*)(?=["')\s|,}])/g)) {
      const name = match[1] ?? '';
      const end = tag.index + match.index + match[0].length;
      const range = text.rangeOf(end - name.length, end);
      if (range) facts.push({ kind: 'environment', name, range, access: 'read' });
    }
  }
  return facts;
}
