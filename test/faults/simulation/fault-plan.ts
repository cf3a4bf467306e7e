import { createHash } from 'node:crypto';
import { Random } from '../../fuzz/random.js';

/**
 * What becomes of one call to the outside.
 * - `killed-before`, `killed-after`: the function dies before the call has its effect, or before it hears the answer
 * - `fails`, `fails-after`: it hears an error; the effect is not there, or is
 * - `asked-twice`: the answer is lost and the SDK asks again
 * - `slow`: others overtake it
 */
export type CallFault = 'killed-before' | 'killed-after' | 'fails' | 'fails-after' | 'asked-twice' | 'slow';

/** What becomes of an event on its way. */
export interface EventFate {
  readonly copies: number;
  readonly delaySeconds: number;
}

const callFaults: readonly CallFault[] = [
  ...(['killed-before', 'killed-after', 'fails', 'fails-after', 'asked-twice'] as const),
  ...(['slow', 'slow', 'slow'] as const),
];

/**
 * All bad luck of one schedule. It hangs on a seed and on who meets it, not on what happened before: so a schedule with
 * a step less meets the same, and a failure can be made smaller.
 */
export class FaultPlan {
  /** From then on all goes well: what was broken must mend. */
  isOver = false;

  constructor(
    private readonly seed: number,
    /** Of a hundred calls or events, how many meet a fault. */
    private readonly percent: number,
  ) {}

  ofCall(process: string, call: number): CallFault | undefined {
    const random = this.randomOf(`${process} ${call}`);
    return this.meets(random) ? random.of(callFaults) : undefined;
  }

  /** @param canBeLost whether the service that sends it promises less than "at least once" for our purposes */
  ofEvent(name: string, canBeLost: boolean): EventFate {
    const random = this.randomOf(name);
    if (!this.meets(random)) return { copies: 1, delaySeconds: 0 };
    const copies = random.of(canBeLost ? [0, 0, 1, 2] : [1, 2]);
    return { copies, delaySeconds: random.of([0, 0, 2, 90, 1_200]) };
  }

  /** Whether an index that is asked right after a write does not show it yet, which is nothing rare. */
  isBehind(name: string): boolean {
    return !this.isOver && this.percent > 0 && this.choice(name, [true, false]);
  }

  /** Whether a thing that may go either way goes the rare way. */
  isRare(name: string): boolean {
    return this.meets(this.randomOf(name));
  }

  /** One of these, the same for the same name. */
  choice<Choice>(name: string, choices: readonly Choice[]): Choice {
    return this.randomOf(name).of(choices);
  }

  private meets(random: Random): boolean {
    return !this.isOver && random.below(100) < this.percent;
  }

  private randomOf(name: string): Random {
    return new Random(createHash('sha256').update(`${this.seed} ${name}`).digest().readUInt32BE());
  }
}
