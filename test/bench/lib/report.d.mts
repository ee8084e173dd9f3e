// For tests, which are written in TypeScript.
import type { Row } from './bars.mjs';

/** The table as Markdown. */
export function table(rows: readonly Row[]): string;

/** Puts the rows into a README; rows that are not among them stay. */
export function writeFigures(file: string, rows: readonly Row[], date: string): Promise<void>;
