import type { CliEnvironment, Outcome } from '../environment.ts';

/** `upguide version`. */
export function version(environment: CliEnvironment): Outcome {
  environment.out(`${environment.version}\n`);
  return 'done';
}
