/** What is left to do after the test that is running. */
const tasks: (() => void | Promise<void>)[] = [];

/** Has something done after the running test, or after the first one of a file when no test is running yet; the last one first. */
export function afterThisTest(task: () => void | Promise<void>): void {
  tasks.push(task);
}

/** Does it. `setUpFile.ts` has it called after each test. */
export async function cleanUp(): Promise<void> {
  for (const task of tasks.splice(0).reverse()) await task();
}
