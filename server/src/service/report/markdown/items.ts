import { codeParts } from '../codeParts.ts';
import { escapeHtml } from '../html/markup.ts';
import type { ReportChange, ReportItem, ReportModel } from '../reportTypes.ts';
import { changeName, counted, itemText, number } from '../words.ts';
import { code, escapeMarkdown } from './escape.ts';
import { placeLink } from './places.ts';

/** As many entries as one change, and all changes together, may have in a list. */
const mostOfChange = 200;
const mostInAll = 1000;
/** So few are shown without a click. */
const fewEnoughToOpen = 40;

/** What is left for a person as lists to tick off, and what the upgrade can do, folded up. */
export function itemParts({ migrations, others }: ReportModel, folder: string): readonly string[] {
  const changes = [...migrations.flatMap((migration) => migration.changes), ...others];
  const manual = groupsOf(changes, ({ applicability }) => applicability === 'manual');
  const automatic = groupsOf(changes, ({ applicability }) => applicability !== 'manual');
  return [
    `## To do by hand: ${number(manual.flatMap(({ items }) => items).filter(({ done }) => !done).length)}`,
    ...manual.length === 0 ? ['Nothing is to be done by hand.'] : lists(manual, manual.flatMap(({ items }) => items).length <= fewEnoughToOpen, (item) => `- [${item.done ? 'x' : ' '}] ${placeLink(folder, item.place, false)} ${withCode(itemText(item))}`),
    `## Ready to apply: ${number(automatic.flatMap(({ items }) => items).length)}`,
    ...automatic.length === 0 ? ['Nothing is left to apply.'] : lists(automatic, false, (item) => `- ${placeLink(folder, item.place, false)} ${withCode(itemText(item))} (${item.applicability})`),
  ];
}

interface Group {
  readonly change: ReportChange;
  readonly items: readonly ReportItem[];
}

function groupsOf(changes: readonly ReportChange[], wanted: (item: ReportItem) => boolean): readonly Group[] {
  return changes.map((change) => ({ change, items: change.items.filter(wanted) })).filter(({ items }) => items.length > 0);
}

function lists(groups: readonly Group[], open: boolean, line: (item: ReportItem) => string): readonly string[] {
  let room = mostInAll;
  return groups.flatMap(({ change, items }) => {
    const shown = items.slice(0, Math.min(mostOfChange, room));
    room -= shown.length;
    const hidden = items.length - shown.length;
    return [
      `<details${open ? ' open' : ''}>\n<summary>${escapeHtml(changeName(change))}: ${counted(items.length, 'place')}</summary>`,
      ...shown.length === 0 ? [] : [shown.map(line).join('\n')],
      ...hidden === 0 ? [] : [`… and ${counted(hidden, 'more place')}, not listed here.`],
      '</details>',
    ];
  });
}

function withCode(text: string): string {
  return codeParts(text).map((part) => (part.code ? code(part.text, false) : escapeMarkdown(part.text))).join('');
}
