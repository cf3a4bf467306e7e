import { createHash } from 'node:crypto';
import { Random } from '../../fuzz/random.js';

/**
 * The fault of one external call.
 * - `killed-before`, `killed-after`: the function crashes before the call has its effect, or before it gets the
 * response
 * - `fails`, `fails-after`: it gets an error, without or with the effect
 * - `asked-twice`: the response is lost and the SDK retries
 * - `slow`: others overtake it
 */
export type CallFault = 'killed-before' | 'killed-after' | 'fails' | 'fails-after' | 'asked-twice' | 'slow';

/** The fault of an event. */
export interface EventFate {
  readonly copies: number;
  readonly delaySeconds: number;
}

const callFaults: readonly CallFault[] = [
  ...(['killed-before', 'killed-after', 'fails', 'fails-after', 'asked-twice'] as const),
  ...(['slow', 'slow', 'slow'] as const),
];

/** What goes wrong, at random or chosen. */
export interface Faults {
  ofCall(process: string, call: number): CallFault | undefined;
  /** @param canBeLost whether the service that sends it guarantees less than at-least-once delivery */
  ofEvent(name: string, canBeLost: boolean): EventFate;
  /** Whether an index does not show a write yet, which is common. */
  isBehind(name: string): boolean;
  /** Whether to choose the rare alternative. */
  isRare(name: string): boolean;
  /** One of these, the same for the same name. */
  choice<Choice>(name: string, choices: readonly Choice[]): Choice;
  /** From then on there are no faults: everything must recover. */
  isOver: boolean;
}

/**
 * All faults of one schedule. They depend on a seed and on the call, not on earlier ones: so a schedule with one
 * command less has the same faults, and can be shrunk.
 */
export class FaultPlan implements Faults {
  isOver = false;

  constructor(
    private readonly seed: number,
    /** Percentage of calls or events with a fault. */
    private readonly percent: number,
  ) {}

  ofCall(process: string, call: number): CallFault | undefined {
    const random = this.randomOf(`${process} ${call}`);
    return this.meets(random) ? random.of(callFaults) : undefined;
  }

  ofEvent(name: string, canBeLost: boolean): EventFate {
    const random = this.randomOf(name);
    if (!this.meets(random)) return { copies: 1, delaySeconds: 0 };
    const copies = random.of(canBeLost ? [0, 0, 1, 2] : [1, 2]);
    return { copies, delaySeconds: random.of([0, 0, 2, 90, 1_200]) };
  }

  isBehind(name: string): boolean {
    return !this.isOver && this.percent > 0 && this.choice(name, [true, false]);
  }

  isRare(name: string): boolean {
    return this.meets(this.randomOf(name));
  }

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
