import { Problem } from '../../../lambda/core/problem.js';
import type { Hearing } from '../model/readers.js';
import type { Process } from './process.js';
import type { Simulation } from './simulation.js';

/** A request of a client that retries without a response; an error response is one. */
export function ask<Answer>(
  simulation: Simulation,
  kind: string,
  work: (process: Process) => Promise<Answer>,
  hearing: Hearing<Answer> = {},
  left = simulation.clientTries,
): void {
  simulation.start(kind, work).then(
    (answer) => {
      hearing.heard?.(answer);
      hearing.over?.();
    },
    (error: unknown) => {
      simulation.note(`${kind}: ${error instanceof Problem ? error.code : String(error)}`);
      if (error instanceof Problem || left === 1) hearing.over?.();
      else simulation.after(1, `${kind} again`, () => ask(simulation, kind, work, hearing, left - 1));
    },
  );
}
