import type { Diagnostic } from '../../analysis/diagnostic.ts';
import type { Edit } from '../../text/edit.ts';
import { overlaps } from '../../text/range.ts';
import { sha256 } from '../../text/sha256.ts';
import { relativePath } from '../../text/uri.ts';
import { fingerprints } from './fingerprint.ts';
import { itemOf, itemsOf } from './items.ts';
import { mapBack, type MappedRange } from './mapBack.ts';
import type { UpgradeItem } from './upgradeTypes.ts';

/** An item with what became of it so far. */
export interface TrackedItem {
  readonly item: UpgradeItem;
  /** Whether the baseline accepts it: such an item is neither shown nor applied. */
  readonly accepted: boolean;
  /** Whether a fix of it is in the plan. */
  taken: boolean;
  /** Of a follow-up: whether it lay inside new text of the plan when it came up. */
  readonly inside: boolean;
}

/** Whose items they are. */
export interface ItemOwner {
  readonly uri: string;
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly baseline: ReadonlySet<string> | undefined;
}

/**
 * Knows the findings of one file again while its text changes under them. Findings have no identity of their own: a finding is the one from
 * before when it has the same rule at the same place, going back through the edits; whatever else comes up is a follow-up.
 */
export class TrackedItems {
  readonly #owner: ItemOwner;
  readonly #tracked: TrackedItem[];
  readonly #ids: Set<string>;
  /** Those that the last look found. */
  #present: ReadonlySet<TrackedItem> = new Set();

  /** Takes the text that the plan begins with, and its findings. */
  constructor(owner: ItemOwner, text: string, diagnostics: readonly Diagnostic[]) {
    this.#owner = owner;
    this.#tracked = itemsOf(owner.uri, owner.folder, text, diagnostics).map((item) => ({ item, accepted: owner.baseline?.has(item.id) ?? false, taken: false, inside: false }));
    this.#ids = new Set(this.#tracked.map(({ item }) => item.id));
  }

  /** What is to be shown: what there was in the beginning, and the follow-ups that were applied or are still there. By place. */
  get shown(): readonly UpgradeItem[] {
    return this.#tracked
      .filter((one) => !one.accepted && (!one.item.followUp || one.taken || this.#present.has(one)))
      .map(({ item }) => item)
      .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  }

  /** Gives a function that takes everything back that came after this call. */
  mark(): () => void {
    const count = this.#tracked.length;
    const taken = this.#tracked.map((one) => one.taken);
    const present = this.#present;
    return () => {
      for (const { item } of this.#tracked.splice(count)) this.#ids.delete(item.id);
      this.#tracked.forEach((one, index) => { one.taken = taken[index] ?? false; });
      this.#present = present;
    };
  }

  /** Which items the findings of a later text are, in their order. `edits` lead from the first text to this one. */
  identify(text: string, diagnostics: readonly Diagnostic[], edits: readonly Edit[]): readonly TrackedItem[] {
    const free = new Map<string, TrackedItem[]>();
    for (const one of this.#tracked) {
      const known = free.get(one.item.rule);
      if (known) known.push(one);
      else free.set(one.item.rule, [one]);
    }
    const places = diagnostics.map(({ range }) => mapBack(edits, range));
    const found: (TrackedItem | undefined)[] = diagnostics.map(() => undefined);
    // The surest matches first, so that nothing less sure takes them away.
    for (const matches of [isSame, isAtSamePlace, isCoveredByEdit]) {
      diagnostics.forEach((diagnostic, index) => {
        const place = places[index];
        if (found[index] || !place) return;
        const candidates = free.get(diagnostic.rule) ?? [];
        const at = candidates.findIndex((one) => matches(one, diagnostic, place));
        if (at >= 0) [found[index]] = candidates.splice(at, 1);
      });
    }
    const result = found.map((one, index) => one ?? this.#followUp(text, diagnostics, index, places[index]));
    this.#present = new Set(result);
    return result;
  }

  #followUp(text: string, diagnostics: readonly Diagnostic[], index: number, place: MappedRange | undefined): TrackedItem {
    const { uri, folder, baseline } = this.#owner;
    const diagnostic = diagnostics[index];
    const natural = fingerprints(relativePath(folder, uri), text, diagnostics)[index] ?? '';
    let id = natural;
    for (let count = 1; this.#ids.has(id); count++) id = sha256(`${natural}\n${count}`).slice(0, natural.length);
    this.#ids.add(id);
    if (!diagnostic || !place) throw new RangeError(`There is no finding number ${index}.`);
    const item: UpgradeItem = { ...itemOf(uri, id, diagnostic), range: place.range, followUp: true };
    const tracked: TrackedItem = { item, accepted: baseline?.has(id) ?? false, taken: false, inside: place.inside };
    this.#tracked.push(tracked);
    return tracked;
  }
}

type Match = (known: TrackedItem, diagnostic: Diagnostic, place: MappedRange) => boolean;

/** Also one that is taken: a fix that does not settle its finding does not make a new one of it. */
const isSame: Match = ({ item }, { message }, { range, isNew }) => (
  (!isNew || item.followUp) && item.range.start === range.start && item.range.end === range.end && item.message.what === message.what
);

/** A message may count what is left. */
const isAtSamePlace: Match = ({ item, taken }, _, { range, isNew }) => !taken && !isNew && item.range.start === range.start && item.range.end === range.end;

/** Somebody else's edit rewrote the place of an item that nobody took. */
const isCoveredByEdit: Match = ({ item, taken }, _, { range, isNew }) => !taken && !item.followUp && isNew && overlaps(item.range, range);
