import type { Migration } from '../analysis/migration.ts';

/**
 * Texts of which one stands in every file that proves the migration's system by what is written in it. Manifests are read whatever is in them, so it is
 * enough to know a package by the spellings that people use elsewhere: in `pip install`, in images, in the system's name.
 */
export function evidenceLiterals({ title, detection }: Migration): readonly string[] {
  const { packages, members = [], environment, environmentTogether, services = [], hosts = [], imports } = detection;
  return [...new Set([
    ...[title, ...packages.map(({ name }) => name)].flatMap(spellings), ...members.flatMap(spellings),
    ...environment, ...environmentTogether, ...services, ...hosts, ...imports.map(({ module }) => module),
  ])].filter((text) => text !== '');
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
