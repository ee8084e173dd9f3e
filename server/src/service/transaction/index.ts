export { confirmEdited } from './confirmEdited.ts';
export type { Disk, Entry, EntryKind, Look } from './disk.ts';
export { listRuns, originalsOf, readOriginal, unfinishedRuns } from './listRuns.ts';
export { finishRun, restoreRun } from './recovery.ts';
export { rollbackRun } from './rollback.ts';
export { runUpgrade } from './runUpgrade.ts';
export { tidyRuns } from './tidy.ts';
export type { ProcessIdentity, TransactionHost } from './transactionHost.ts';
export type {
  FileState, RollbackFileResult, RollbackOptions, RollbackResult, RunChange, RunFile, RunFileResult, RunOrigin, RunProgress, RunRequest, RunResult,
  RunState, RunSummary, RunSummaryChange, RunSummaryFile,
} from './transactionTypes.ts';
