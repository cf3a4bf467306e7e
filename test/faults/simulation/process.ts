import type { FaultPlan } from './fault-plan.js';
import type { Scheduler } from './scheduler.js';

export class Killed extends Error {}

/** An error of S3, the table or the queue. */
export class CallFailed extends Error {}

/** One run of one function, which may crash at any external call. */
export class Process {
  private calls = 0;
  private isDead = false;
  private isDone = false;
  private kill: (error: Killed) => void = () => {};
  private readonly death = new Promise<never>((_, reject) => (this.kill = reject));

  constructor(
    readonly name: string,
    private readonly scheduler: Scheduler,
    private readonly plan: FaultPlan,
    private readonly note: (line: string) => void,
  ) {
    this.death.catch(() => {});
  }

  /** Whether it has crashed. */
  get isOver(): boolean {
    return this.isDead || this.isDone;
  }

  /** Runs it to its end or a crash. */
  run<Answer>(work: (process: Process) => Promise<Answer>): Promise<Answer> {
    const done = this.scheduler.turn().then(() => work(this));
    return Promise.race([done, this.death]).finally(() => (this.isDone = true));
  }

  /**
   * @param asksOnce whether retries of the SDK are idempotent: transactions have a token (API
   *   reference, "TransactWriteItems"). Other calls are executed twice, and the second response counts
   */
  async call<Answer>(what: string, effect: () => Answer, asksOnce = false): Promise<Answer> {
    const fault = this.isDead ? undefined : this.plan.ofCall(this.name, this.calls++);
    if (fault) this.note(`${this.name}: ${what} ${fault}`);
    await this.scheduler.turn(fault === 'slow' ? 20 : 0);
    if (this.isDead) return nothingMore;
    if (fault === 'killed-before') return this.dies();
    if (fault === 'fails') throw new CallFailed(what);
    const first = effect();
    await this.scheduler.turn();
    if (this.isDead) return nothingMore;
    if (fault === 'killed-after') return this.dies();
    if (fault === 'fails-after') throw new CallFailed(what);
    return fault === 'asked-twice' && !asksOnce ? effect() : first;
  }

  private dies(): Promise<never> {
    this.isDead = true;
    this.kill(new Killed(this.name));
    return nothingMore;
  }
}

/** Thrown after a crash: code that would catch an error must not continue. */
const nothingMore = new Promise<never>(() => {});
