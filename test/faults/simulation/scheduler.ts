import type { Random } from '../../fuzz/random.js';

interface Waiting {
  readonly go: () => void;
  /** How often others go first though it was its turn: slow calls. */
  passes: number;
}

/**
 * Decides who goes next of all that wait for the outside world, one step at a time. The same random source gives the
 * same order, so that functions overtake each other in every way, and each way can be had again.
 */
export class Scheduler {
  private readonly waiting: Waiting[] = [];

  constructor(private readonly random: Random) {}

  turn(passes = 0): Promise<void> {
    return new Promise((go) => void this.waiting.push({ go, passes }));
  }

  /** Lets so many steps happen, or all there are. */
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
}

/** Until everything that can go on without the outside has done so. */
const stillness = () => new Promise((go) => setImmediate(go));
