import { codeParts } from '../../codeParts.ts';
import { groupBy } from '../../groupBy.ts';
import type { ReportChange, ReportItem, ReportModel } from '../../reportTypes.ts';
import { changeName, counted, itemText, number } from '../../words.ts';
import { capped, placeLink, type PageContext } from '../context.ts';
import { html, type Markup } from '../markup.ts';
import { rest, type PageSection } from './section.ts';

/** As many entries as one change, and all changes together, may have in a list. */
const mostOfChange = 200;
const mostInAll = 1000;
/** So few are shown without a click. */
const fewEnoughToOpen = 40;

/** What a person has to do, by change. */
export function manualSection(model: ReportModel, context: PageContext): PageSection {
  const groups = groupsOf(model, ({ applicability }) => applicability === 'manual');
  const all = groups.flatMap(({ items }) => items);
  return {
    id: 'manual',
    title: `To do by hand: ${number(all.filter(({ done }) => !done).length)}`,
    body: groups.length === 0 ? html`<p>Nothing is to be done by hand.</p>
` : html`<p>No edit can be derived for these places.</p>
${lists(groups, all.length <= fewEnoughToOpen, context)}`,
  };
}

/** What the upgrade does when it is asked to, by change. */
export function automaticSection(model: ReportModel, context: PageContext): PageSection {
  const groups = groupsOf(model, ({ applicability }) => applicability !== 'manual');
  const all = groups.flatMap(({ items }) => items);
  return {
    id: 'automatic',
    title: `Ready to apply: ${number(all.length)}`,
    body: groups.length === 0 ? html`<p>Nothing is left to apply.</p>
` : html`<p>“Upgrade Workspace” in the editor and <code>upguide fix</code> apply the safe ones; the unsafe ones wait to be chosen. Every run can be rolled back.</p>
${lists(groups, false, context)}`,
  };
}

interface Group {
  readonly change: ReportChange;
  readonly items: readonly ReportItem[];
}

function groupsOf({ migrations, others }: ReportModel, wanted: (item: ReportItem) => boolean): readonly Group[] {
  return [...migrations.flatMap(({ changes }) => changes), ...others]
    .map((change) => ({ change, items: change.items.filter(wanted) }))
    .filter(({ items }) => items.length > 0);
}

function lists(groups: readonly Group[], open: boolean, context: PageContext): readonly Markup[] {
  let room = mostInAll;
  return groups.map(({ change, items }) => {
    const { shown, hidden } = capped(items, Math.min(mostOfChange, room));
    room -= shown.length;
    const files = new Set(items.map(({ place }) => place.uri)).size;
    return html`<details${open ? html` open` : undefined}>
<summary><span class="name">${changeName(change)}</span> <span class="note">${counted(items.length, 'place')} in ${counted(files, 'file')}</span></summary>
${[...groupBy(shown, (item) => JSON.stringify([item.applicability, item.lifecycle, itemText(item)])).values()].map((alike) => task(alike, context))}${rest(hidden, 'place')}</details>
`;
  });
}

/** What is the same at several places is said once. */
function task(items: readonly ReportItem[], context: PageContext): Markup | undefined {
  const first = items[0];
  if (!first) return undefined;
  return html`<div class="task"><p>${withCode(itemText(first))} ${tags(first)}</p>
<ul class="places">${[...groupBy(items, ({ place, done }) => JSON.stringify([place.uri, place.line, done])).values()].map((onLine) => places(onLine, context))}</ul></div>
`;
}

/** Several on one line are one entry. */
function places(items: readonly ReportItem[], context: PageContext): Markup | undefined {
  const first = items[0];
  if (!first) return undefined;
  return html`<li>${placeLink(context, first.place)}${items.length > 1 ? html` <span class="note">${counted(items.length, 'place')}</span>` : undefined}${first.done ? html` <span class="tag">✓ done</span>` : undefined}</li>`;
}

function tags({ applicability, lifecycle }: ReportItem): Markup {
  const words = [...applicability === 'manual' ? [] : [applicability], ...lifecycle === 'removed' ? ['no longer works'] : []];
  return html`${words.map((word) => html`<span class="tag">${word}</span> `)}`;
}

function withCode(text: string): Markup {
  return html`${codeParts(text).map((part) => (part.code ? html`<code>${part.text}</code>` : part.text))}`;
}
