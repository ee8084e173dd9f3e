import type { Change } from '../../analysis/change.ts';

/** The changes of the guide that are data. */
export const kagziData: readonly Change[] = [
  { kind: 'packageRaised', change: 'KZ-DEPS', ecosystem: 'cargo', name: 'kagzi', from: '1', since: '2', specifier: '2', applicability: 'safe', why: 'This upgrade leads to Kagzi V2, in which all V1 code still works.' },
];
