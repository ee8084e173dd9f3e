import type { Migration } from '../analysis/migration.ts';
import type { UpgradeItem, UpgradePlan } from '../service/languageService.ts';
import type { Arguments } from './args.ts';
import { unifiedDiff } from './diff.ts';
import { type CommandEnvironment, StoppedError, type Terminal } from './environment.ts';
import { planProject } from './planning.ts';
import type { Project } from './project.ts';
import { counted, createPalette, printable } from './terminal.ts';

/** What asking needs. */
export interface Interaction {
  readonly project: Project;
  readonly args: Arguments;
  readonly environment: CommandEnvironment;
  readonly applicability: 'safe' | 'unsafe';
  readonly ask: NonNullable<Terminal['ask']>;
}

/** A change of the guide (or a rule that comes from none) with what the plan would do for it. */
interface Question {
  readonly key: string;
  readonly title: string;
  readonly items: readonly UpgradeItem[];
}

type Answer = 'yes' | 'no' | 'rest' | 'quit' | 'files';
const answers: Readonly<Record<string, Answer>> = { y: 'yes', yes: 'yes', n: 'no', no: 'no', a: 'rest', all: 'rest', q: 'quit', quit: 'quit', f: 'files', file: 'files', files: 'files' };
const help = `y  apply it
n  leave it
f  ask for each file
a  apply it and all the rest
d  show the whole diff
q  ask nothing more; what was accepted can still be applied
`;

/** More lines of a diff than this scroll the question away from what it is about. */
const shownLines = 80;

/** Shows each change with its diff and asks for it; gives the plan with what was accepted. Throws a `StoppedError` when the user stops. */
export async function chooseInteractively(interaction: Interaction): Promise<UpgradePlan> {
  const { project, args, environment, applicability } = interaction;
  const everything = await planProject(project, args, environment, { applicability });
  const settled = new Set(everything.files.flatMap(({ edits }) => edits.flatMap(({ items }) => items)));
  const questions = questionsOf(everything.items.filter(({ id }) => settled.has(id)), environment.migrations);
  const accepted = new Set<string>();
  for (const [index, question] of questions.entries()) {
    const answer = await askForChange(question, `${index + 1}/${questions.length}`, accepted, interaction);
    if (answer === 'rest') return planProject(project, args, environment, { applicability, items: takes(accepted, questions, questions.slice(index + 1)) });
    if (answer === 'quit') {
      await confirmQuit(accepted, interaction);
      break;
    }
  }
  return planProject(project, args, environment, { applicability, items: takes(accepted, questions) });
}

/** What goes into the plan. `rest`: what was taken without asking; items that only come up while others are applied go with it. */
function takes(accepted: ReadonlySet<string>, asked: readonly Question[], rest?: readonly Question[]): (item: UpgradeItem) => boolean {
  const idsOf = (questions: readonly Question[]) => new Set(questions.flatMap(({ items }) => items.map(({ id }) => id)));
  const known = idsOf(asked);
  const more = idsOf(rest ?? []);
  return ({ id }) => accepted.has(id) || more.has(id) || (rest !== undefined && !known.has(id));
}

/** In the order of the guides; rules that come from none last. */
function questionsOf(items: readonly UpgradeItem[], migrations: readonly Migration[]): readonly Question[] {
  const order = migrations.flatMap((migration) => migration.changes.map(({ id, title }) => ({ migration: migration.id, id, title })));
  const guided = order.map(({ migration, id, title }): Question => ({
    key: id, title: `${id} ${title}`, items: items.filter((item) => item.migration === migration && item.change === id),
  }));
  const others = items.filter(({ migration, change }) => !order.some((one) => one.migration === migration && one.id === change));
  const rules = [...new Set(others.map(({ rule }) => rule))].map((rule): Question => ({ key: rule, title: rule, items: others.filter((item) => item.rule === rule) }));
  return [...guided, ...rules].filter((question) => question.items.length > 0);
}

async function askForChange({ title, items }: Question, count: string, accepted: Set<string>, interaction: Interaction): Promise<Answer> {
  const uris = [...new Set(items.map(({ uri }) => uri))];
  const tiers = (['safe', 'unsafe'] as const).map((tier) => [tier, items.filter(({ applicability }) => applicability === tier).length] as const).filter(([, number]) => number > 0);
  const what = `${counted(items.length, 'place')} in ${counted(uris.length, 'file')} (${tiers.map(([tier, number]) => `${number} ${tier}`).join(', ')})`;
  const answer = await askFor(`${count} ${title}: ${what}`, items, uris, true, accepted, interaction);
  if (answer === 'yes' || answer === 'rest') for (const { id } of items) accepted.add(id);
  if (answer !== 'files') return answer;
  for (const [index, uri] of uris.entries()) {
    const inFile = items.filter((item) => item.uri === uri);
    const each = await askFor(`${count} ${title}, file ${index + 1} of ${uris.length}: ${printable(interaction.project.show(uri))}`, inFile, [uri], false, accepted, interaction);
    if (each === 'yes') for (const { id } of inFile) accepted.add(id);
    if (each === 'rest') for (const { id } of items.filter((item) => uris.indexOf(item.uri) >= index)) accepted.add(id);
    if (each === 'rest' || each === 'quit') return each;
  }
  return 'files';
}

/** Shows the diff of some items on top of what was accepted, and asks until there is an answer. */
async function askFor(head: string, items: readonly UpgradeItem[], uris: readonly string[], byFile: boolean, accepted: ReadonlySet<string>, interaction: Interaction): Promise<Answer> {
  const { environment, args } = interaction;
  const palette = createPalette(environment.colour && args.colour);
  const diff = await diffOf(items, uris, accepted, interaction);
  const lines = diff.split('\n');
  const cut = lines.length > shownLines;
  environment.out(`\n${palette.bold(head)}\n${cut ? `${lines.slice(0, shownLines).join('\n')}\n… ${lines.length - shownLines} more lines (d shows all)\n` : diff}`);
  const keys = ['y', 'n', ...(byFile && uris.length > 1 ? ['f'] : []), 'a', ...(cut ? ['d'] : []), 'q', '?'].join(',');
  for (;;) {
    const line = await interaction.ask(`Apply ${byFile ? 'this change' : 'it in this file'} [${keys}]? `);
    if (line === undefined) throw new StoppedError('stopped; nothing was changed.');
    const word = line.trim().toLowerCase();
    const answer = answers[word];
    if (answer !== undefined && (answer !== 'files' || byFile)) return answer;
    environment.err(word === 'd' ? '' : help);
    if (word === 'd') environment.out(diff);
  }
}

/** What these items alone would change, beyond what was accepted before. */
async function diffOf(items: readonly UpgradeItem[], uris: readonly string[], accepted: ReadonlySet<string>, { project, args, environment, applicability }: Interaction): Promise<string> {
  const wanted = new Set(items.map(({ id }) => id));
  const plan = (also: boolean) => planProject(project, args, environment, { silent: true, uris, applicability, items: ({ id }) => accepted.has(id) || (also && wanted.has(id)) });
  const before = new Map((await plan(false)).files.map(({ uri, after }) => [uri, after]));
  return (await plan(true)).files.map(({ uri, before: original, after }) => {
    const from = before.get(uri) ?? original;
    return from === after ? '' : unifiedDiff({ path: project.show(uri), before: from, after });
  }).join('');
}

async function confirmQuit(accepted: Set<string>, { ask }: Interaction): Promise<void> {
  if (accepted.size === 0) return;
  const line = await ask(`Apply the ${counted(accepted.size, 'change')} accepted so far [y,n]? `);
  if (line === undefined) throw new StoppedError('stopped; nothing was changed.');
  if (!/^\s*y(es)?\s*$/i.test(line)) accepted.clear();
}
