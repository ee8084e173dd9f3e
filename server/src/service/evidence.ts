import type { Migration } from '../analysis/migration.ts';
import { type Literal, words } from '../text/literal.ts';

/**
 * Texts of which one stands in every file that proves the migration's system by what is written in it. Manifests are read whatever is in them, so it is
 * enough to know a package by the spellings that people use elsewhere: in `pip install`, in images, in the system's name. A package's name is a word: `alert_workflow_engine`
 * is none of `workflow-engine`, and a file is parsed to find that out.
 */
export function evidenceLiterals({ title, detection }: Migration): readonly Literal[] {
  const { packages, members = [], environment, environmentTogether, services = [], hosts = [], imports } = detection;
  const texts = new Set([...spellings(title), ...environment, ...environmentTogether, ...services, ...hosts, ...imports.map(({ module }) => module)]);
  const names = [...packages.map(({ name }) => name), ...members].flatMap(spellings).filter((name) => !texts.has(name));
  return [...[...texts].filter((text) => text !== ''), ...words(names.filter((name) => name !== ''))];
}

/** `green-lang`, `Green_Lang`, `GREENLANG`: package indexes take all of them for one. */
function spellings(name: string): readonly string[] {
  const words = name.split(/[-_. ]/);
  return ['-', '_', '.', ''].flatMap((between) => {
    if (between === '' && words.length === 1) return [];
    const joined = words.join(between);
    return [joined, joined.toLowerCase(), joined.toUpperCase(), words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(between)];
  }).concat(name);
}
