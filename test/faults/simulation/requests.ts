import { Problem } from '../../../lambda/core/problem.js';
import type { Hearing } from '../model/readers.js';
import type { Process } from './process.js';
import type { Simulation } from './simulation.js';

/** How often a client retries without a response, or after a 5xx. */
const tries = 3;

/** A request of a client that retries without a response; an error response is one. */
export function ask<Answer>(
  simulation: Simulation,
  kind: string,
  work: (process: Process) => Promise<Answer>,
  hearing: Hearing<Answer> = {},
  left = tries,
): void {
  simulation.start(kind, work).then(
    (answer) => {
      hearing.heard?.(answer);
      hearing.over?.();
    },
    (error: unknown) => {
      simulation.note(`${kind}: ${error instanceof Problem ? error.code : String(error)}`);
      if (error instanceof Problem || left === 1) hearing.over?.();
      else simulation.after(1, () => ask(simulation, kind, work, hearing, left - 1));
    },
  );
}
