import type { Explored, Interleaved, Violation } from './explore.js';
import { readSteps, type Step } from './replay.js';

/** What one exploration covered. */
export const lineOf = ({
  scope,
  states,
  transitions,
  isWhole,
  moves,
  kinds,
  classes,
  ...more
}: Explored): string =>
  [
    `${scope}: ${states} states, ${isWhole ? 'which are all' : `all of up to ${moves} moves`}`,
    `${transitions} moves between them`,
    `alone ${interleavedLine(more.alone)}, of ${kinds} kinds of states`,
    `two at once ${interleavedLine(more.pairs)}, of these and of ${classes} classes of them`,
    `${more.others} other states after these`,
  ].join('; ');

/** `900 schedules from 3 without a fault, from 1 with one fault` */
function interleavedLine({ from, schedules }: Interleaved): string {
  const parts = from.flatMap((number, faults) =>
    number === 0 ? [] : [`from ${number} ${['without a fault', 'with one fault', 'with two'][faults] ?? ''}`],
  );
  return `${schedules} schedules ${parts.join(', ') || 'from none'}`;
}

/** A violation and its history, in plain words, with the command that runs it again. */
export function storyOf({ scope, steps, what, isAtTheEnd }: Violation): string[] {
  return [
    `${scope}: ${what.join('; ')}${isAtTheEnd ? ', after everything had time to recover' : ''}`,
    ...readSteps(steps).map((step, index) => `  ${index + 1}. ${wordsOf(step)}`),
    `again: npm run test:explore -- --scope ${scope} --steps '${steps}'`,
  ];
}

const meanings = {
  'killed-before': 'crashes before it',
  'killed-after': 'crashes after it, before its response',
  fails: 'fails, without an effect',
  'fails-after': 'has its effect, and its response is lost',
  'asked-twice': 'is sent twice',
  slow: 'is slow',
} as const;

function wordsOf({ moves, schedule }: Step): string {
  if (!schedule) return moves.join();
  const faults = [...schedule.faults].map(([call, fault]) => {
    const [, run = '', index = ''] = /^(.*) (\d+)$/.exec(call) ?? [];
    return `call ${Number(index) + 1} of ${run} ${meanings[fault]}`;
  });
  const order = `their calls in the order ${schedule.order.join('') || 'of their start'}`;
  return [moves.join(', while at the same time: '), order, ...faults].join('; ');
}
