import type { Random } from '../../fuzz/random.js';
import { stillness, type Turns, type WaitingCall } from './turns.js';

interface Waiting {
  readonly go: () => void;
  /** How often others go first: slow calls. */
  passes: number;
}

/**
 * Decides which waiting call is next, one step at a time. The same random source gives the same order, so that
 * functions interleave in every way, reproducibly.
 */
export class Scheduler implements Turns {
  private readonly waiting: Waiting[] = [];

  constructor(private readonly random: Random) {}

  ofCall(_call: WaitingCall, passes: number): Promise<void> {
    return this.wait(passes);
  }

  between(): Promise<void> {
    return this.wait(0);
  }

  async run(steps = Infinity): Promise<void> {
    await stillness();
    for (let step = 0; step < steps && this.waiting.length > 0; step++) {
      const index = this.random.below(this.waiting.length);
      const one = this.waiting[index];
      if (!one || one.passes-- > 0) continue;
      this.waiting.splice(index, 1);
      one.go();
      await stillness();
    }
  }

  private wait(passes: number): Promise<void> {
    return new Promise((go) => void this.waiting.push({ go, passes }));
  }
}
