import { escapeHtml } from '../html/markup.ts';
import type { ReportChange, ReportItem, ReportModel } from '../reportTypes.ts';
import { changeName, counted, number } from '../words.ts';
import { escapeMarkdown } from './escape.ts';
import { placeLink } from './places.ts';

/** As many entries as one change, and all changes together, may have in a list. */
const mostOfChange = 200;
const mostInAll = 1000;

/** What is left for a person as lists to tick off, and what the upgrade can do, folded up. */
export function itemParts({ migrations, others }: ReportModel, folder: string): readonly string[] {
  const changes = [...migrations.flatMap((migration) => migration.changes), ...others];
  const manual = groupsOf(changes, ({ applicability }) => applicability === 'manual');
  const automatic = groupsOf(changes, ({ applicability }) => applicability !== 'manual');
  return [
    `## For a person: ${number(manual.flatMap(({ items }) => items).filter(({ done }) => !done).length)}`,
    ...manual.length === 0 ? ['Nothing is left for a person.'] : lists(manual, ({ place, message, done }) => `- [${done ? 'x' : ' '}] ${placeLink(folder, place, false)} ${escapeMarkdown(message)}`),
    `## Ready to apply: ${number(automatic.flatMap(({ items }) => items).length)}`,
    ...automatic.length === 0 ? ['Nothing is left to apply.'] : lists(automatic, ({ place, applicability, fix, message }) => `- ${placeLink(folder, place, false)} ${escapeMarkdown(fix ?? message)} (${applicability})`),
  ];
}

interface Group {
  readonly change: ReportChange;
  readonly items: readonly ReportItem[];
}

function groupsOf(changes: readonly ReportChange[], wanted: (item: ReportItem) => boolean): readonly Group[] {
  return changes.map((change) => ({ change, items: change.items.filter(wanted) })).filter(({ items }) => items.length > 0);
}

function lists(groups: readonly Group[], line: (item: ReportItem) => string): readonly string[] {
  let room = mostInAll;
  return groups.flatMap(({ change, items }) => {
    const shown = items.slice(0, Math.min(mostOfChange, room));
    room -= shown.length;
    const hidden = items.length - shown.length;
    return [
      `<details>\n<summary>${escapeHtml(changeName(change))}: ${counted(items.length, 'place')}</summary>`,
      ...shown.length === 0 ? [] : [shown.map(line).join('\n')],
      ...hidden === 0 ? [] : [`… and ${counted(hidden, 'more place')}, not listed here.`],
      '</details>',
    ];
  });
}
