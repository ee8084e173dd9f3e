import type { ReportRemoval } from '../reportTypes.ts';
import { daysBetween } from '../words.ts';
import { html, type Markup } from './markup.ts';

const laneHeight = 30;
/** Room for labels at both ends, in per cent of the width. */
const margin = 2;

/** A removal date with what to write beside it. */
export interface TimelineMark extends ReportRemoval {
  readonly label: string;
}

/** Today and the days on which old forms go, one lane each. `marks` are sorted by date; there is at least one. */
export function timelinePicture(marks: readonly TimelineMark[], today: string): Markup {
  const days = [0, ...marks.map(({ date }) => daysBetween(today, date))];
  const first = Math.min(...days);
  const span = Math.max(1, Math.max(...days) - first);
  const x = (day: number): number => margin + ((day - first) * (100 - 2 * margin)) / span;
  const now = x(0);
  const height = laneHeight * (marks.length + 1);
  const lanes = marks.map(({ date, label, past }, index) => {
    const at = x(daysBetween(today, date));
    const y = laneHeight * (index + 1);
    return html`<line class="span${past ? ' past' : ''}" x1="${percent(now)}" x2="${percent(at)}" y1="${y}" y2="${y}"/>
<svg x="${percent(at)}" y="${y}" overflow="visible"><path class="mark${past ? ' past' : ''}" d="M0-6 6 0 0 6-6 0Z"/></svg>${text(at, y - 11, label)}
`;
  });
  return html`<svg class="timeline" height="${height}" role="img" aria-label="Timeline: today is ${today}; ${marks.map(({ label, date }) => `${label} on ${date}`).join('; ')}">
<line class="today" x1="${percent(now)}" x2="${percent(now)}" y1="16" y2="${height}"/>${text(now, 12, `today, ${today}`)}
${lanes}</svg>`;
}

/** Texts near an end of the picture grow away from it. */
function text(x: number, y: number, label: string): Markup {
  const anchor = x < 30 ? 'start' : x > 70 ? 'end' : 'middle';
  return html`<text x="${percent(x)}" y="${y}" text-anchor="${anchor}">${label}</text>`;
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}
