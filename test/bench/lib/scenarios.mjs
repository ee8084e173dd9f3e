// What is done with one server and one document, and what comes out.
import { setTimeout as pause } from 'node:timers/promises';
import { Session } from './session.mjs';
import { percentile } from './statistics.mjs';

const typed = 'the quick brown fox jumps over the lazy dog ';
const warmUpEdits = 20;
/** Who takes a fifth of a second for an answer has told enough after some dozens of edits. */
const longestTypingMs = 4000;
const fewestEdits = 20;
/** Steady typing: a key each 80 ms, as a quick typist does. */
const keys = 30;
const keyGapMs = 80;
const toggles = 20;

/** One key at a time, each waits for its answer. */
async function typing(session, edits, anchor) {
  let offset = session.behind(anchor);
  const key = (index) => session.edit(offset++, 0, typed[index % typed.length]);
  for (let i = 0; i < warmUpEdits; i++) await key(i);
  const before = session.usage();
  const times = [];
  const started = performance.now();
  while (times.length < edits && (times.length < fewestEdits || performance.now() - started < longestTypingMs)) times.push((await key(times.length)).ms);
  const after = session.usage();
  return { times, cpuMs: before && after ? (after.cpuMs - before.cpuMs) / times.length : undefined };
}

/** Keys at a fixed pace. How long, at worst, are the diagnostics on the screen older than the text? */
async function steady(session, anchor) {
  const offset = session.behind(anchor);
  const answers = [];
  const stop = session.onAnswer(() => answers.push(performance.now()));
  const first = performance.now();
  for (let i = 0; i < keys - 1; i++) {
    session.send(offset + i, 0, typed[i % typed.length]);
    await pause(keyGapMs);
  }
  await session.edit(offset + keys - 1, 0, 'x');
  stop();
  const moments = [first, ...answers];
  return Math.max(...moments.slice(1).map((moment, index) => moment - moments[index]));
}

/** Edits that change what is found: a server that is quick because it does not look fails here. */
async function wrongAnswers(session, anchor, direction) {
  const offset = session.behind(anchor);
  await session.edit(offset, 0, 'x');
  const { findings: before } = await session.edit(offset, 1, '');
  let wrong = 0;
  for (let i = 0; i < toggles; i++) {
    const { findings } = await session.edit(offset, 0, 'x');
    if (direction * (findings - before) <= 0) wrong++;
    if ((await session.edit(offset, 1, '')).findings !== before) wrong++;
  }
  return wrong;
}

/** All figures of one server with one document, in one process of its own. Without `check` nobody looks whether the answers are right. */
export async function run(options, { edits, check }) {
  const session = await Session.open(options);
  // What the server does after its first answer (a scan, compiled code thrown away) is no part of typing.
  await pause(1000);
  try {
    const { times, cpuMs } = await typing(session, edits, options.typingAnchor);
    const staleMs = await steady(session, options.typingAnchor);
    return {
      startMs: session.startMs,
      typingP50Ms: percentile(times, 50),
      typingP95Ms: percentile(times, 95),
      cpuPerEditMs: cpuMs,
      staleMs,
      rssMb: session.usage()?.rssMb,
      edits: times.length,
      ...(check ? { wrong: await wrongAnswers(session, options.toggleAnchor, options.toggleAdds ? 1 : -1) } : {}),
    };
  } finally {
    await session.close();
  }
}
