import type { ProjectView } from '../analysis/project.ts';
import { directory } from '../text/uri.ts';

/**
 * What the rules asked about the project while they looked at a file: while all answers stay the same, so do the findings. Each entry is a
 * question as text, so that thousands of files can keep theirs.
 */
export type ProjectReads = Set<string>;

/** Everything that a view can be asked, with the answer as something to compare. `complete` and `root` do not change within a plan. */
const questions = {
  proven: (view: ProjectView) => view.proven,
  switchedOn: (view: ProjectView) => view.switchedOn,
  evidence: (view: ProjectView) => view.evidence,
  environment: (view: ProjectView, name: string) => view.environment(name),
  environmentFilesBeside: (view: ProjectView, uri: string) => view.environmentFilesBeside(uri).map(({ names, ...file }) => ({ ...file, names: [...names] })),
  packages: (view: ProjectView, name: string) => view.packages(name),
  endpoints: (view: ProjectView, path: string) => view.endpoints(path),
  importers: (view: ProjectView, uri: string) => view.importers(uri),
  moduleType: (view: ProjectView, uri: string) => view.moduleType(uri),
  schemaTypes: (view: ProjectView) => view.schemaTypes(),
  metrics: (view: ProjectView, name: string) => view.metrics(name),
  fieldTypes: (view: ProjectView, folder: string, name: string) => view.fieldTypes(folder, name),
  ignoredByGit: (view: ProjectView, uri: string) => view.ignoredByGit(uri),
  documentsBeside: (view: ProjectView, uri: string) => view.documentsBeside(uri),
};

type Question = keyof typeof questions;

const separator = '\n';

/** A view that notes what it is asked. */
export function recordedView(migration: string, view: ProjectView, reads: ProjectReads): ProjectView {
  const note = (question: Question, ...words: readonly string[]): void => {
    reads.add([migration, question, ...words].join(separator));
  };
  return {
    root: view.root,
    complete: view.complete,
    get proven() { note('proven'); return view.proven; },
    get switchedOn() { note('switchedOn'); return view.switchedOn; },
    get evidence() { note('evidence'); return view.evidence; },
    environment: (name) => { note('environment', name); return view.environment(name); },
    // Asked about every file of a folder, and answered the same.
    environmentFilesBeside: (uri) => { note('environmentFilesBeside', `${directory(uri)}/.`); return view.environmentFilesBeside(uri); },
    packages: (name) => { note('packages', name); return view.packages(name); },
    endpoints: (path) => { note('endpoints', path); return view.endpoints(path); },
    importers: (uri) => { note('importers', uri); return view.importers(uri); },
    moduleType: (uri) => { note('moduleType', uri); return view.moduleType(uri); },
    metrics: (name) => { note('metrics', name); return view.metrics(name); },
    schemaTypes: () => { note('schemaTypes'); return view.schemaTypes(); },
    fieldTypes: (folder, name) => { note('fieldTypes', folder, name); return view.fieldTypes(folder, name); },
    ignoredByGit: (uri) => { note('ignoredByGit', uri); return view.ignoredByGit(uri); },
    documentsBeside: (uri) => { note('documentsBeside', `${directory(uri)}/.`); return view.documentsBeside(uri); },
  };
}

/**
 * Tells which reads have another answer in a later state of a project. Takes the views before and after by migration id; a migration that
 * has none of them counts as changed. Each question is answered once.
 */
export function createReadComparison(before: (migration: string) => ProjectView | undefined, after: (migration: string) => ProjectView | undefined): (reads: ProjectReads) => boolean {
  const known = new Map<string, boolean>();
  const differs = (read: string): boolean => {
    const [migration = '', question = '', ...words] = read.split(separator);
    const [old, now] = [before(migration), after(migration)];
    return !old || !now || answer(old, question, words) !== answer(now, question, words);
  };
  return (reads) => {
    for (const read of reads) {
      let changed = known.get(read);
      if (changed === undefined) known.set(read, changed = differs(read));
      if (changed) return true;
    }
    return false;
  };
}

function answer(view: ProjectView, question: string, [first = '', second = '']: readonly string[]): string | undefined {
  return isQuestion(question) ? JSON.stringify(questions[question](view, first, second)) : undefined;
}

function isQuestion(word: string): word is Question {
  return Object.hasOwn(questions, word);
}
