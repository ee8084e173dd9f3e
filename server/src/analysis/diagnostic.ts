import type { Edit } from '../text/edit.ts';
import type { Range } from '../text/range.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/**
 * How sure an edit is.
 * `safe`: follows from the guide and from what is proven about this file; applied by default and on save.
 * `unsafe`: automatic, but with an inferred value, a placeholder or a possible change in behaviour; applied when asked for.
 * `manual`: no automatic edit; the diagnostic says what to do.
 */
export type Applicability = 'safe' | 'unsafe' | 'manual';

/** Whether a form still works in the project's target version, with a replacement (`deprecated`), or no more (`removed`). */
export type Lifecycle = 'deprecated' | 'removed';

/** What a user reads. Never holds a secret: values of `.env` files stay out of messages. */
export interface Message {
  /** What is wrong, in one sentence that stands alone. */
  readonly what: string;
  /** Why it matters; empty when `what` says it. */
  readonly why: string;
  /** What to do about it. */
  readonly todo: string;
}

/** Edits of one other file, by URI. */
export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly Edit[];
}

/** A titled, ordered set of edits that settles one diagnostic. */
export interface Fix {
  /** In the imperative, without the tier: `Rename to GL_ENV`. Hosts add the tier. */
  readonly title: string;
  readonly applicability: 'safe' | 'unsafe';
  /**
   * Whether fix-all, the upgrade and the CLI may take it. Only the first such fix of a diagnostic is taken; alternatives
   * and what only makes sense one by one (suppressions, edits of other files) are for the lightbulb alone.
   */
  readonly bulk: boolean;
  /** Edits of the diagnostic's own file, made when asked for (typing must not pay for them, and secrets are drawn late). */
  readonly edits: () => readonly Edit[];
  /** Edits of other files; only for fixes that are not `bulk`. */
  readonly otherFiles?: () => readonly FileEdits[];
}

/** Another place that explains the diagnostic. */
export interface RelatedLocation {
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
}

/** What a rule yields: everything about a place that the rule itself knows. */
export interface Finding {
  readonly range: Range;
  readonly message: Message;
  /** Preferred first; empty for `manual` findings. */
  readonly fixes: readonly Fix[];
  /** Set when the place uses a form the guide calls old; severity then follows target version and date. */
  readonly old?: boolean;
  /** Set when this very form goes, or went, on a date of its own (ISO), whatever version the project is on. */
  readonly removedOn?: string;
  /** Severity of a finding that is not `old`, or one that overrides (hints). */
  readonly severity?: Severity;
  readonly related?: readonly RelatedLocation[];
  /** Title of a code lens above the place that applies the first fix; for conversions of whole files. */
  readonly lens?: string;
  /** JSON pointers (in the file's first document) that this finding speaks for: schema violations there are the same cause. */
  readonly covers?: readonly string[];
}

/** One finding as hosts show it. */
export interface Diagnostic extends Finding {
  /** `<migration>/<kebab-name>`. */
  readonly rule: string;
  readonly migration: string;
  /** The entry of the guide (`BC-007`); `undefined` for syntax and plain schema findings. */
  readonly change: string | undefined;
  readonly severity: Severity;
  readonly lifecycle: Lifecycle | undefined;
  /** Of the first fix that bulk runs may take, else `manual`. */
  readonly applicability: Applicability;
  readonly related: readonly RelatedLocation[];
}

/** The message as one text: what, why, what to do. */
export function messageText(message: Message): string {
  return [message.what, message.why, message.todo].filter((part) => part !== '').join(' ');
}
