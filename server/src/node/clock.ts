import type { Clock } from '../service/workspace.ts';

/** Today's date where the user is. */
export const systemClock: Clock = {
  today() {
    const now = new Date();
    const two = (part: number) => String(part).padStart(2, '0');
    return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  },
};
