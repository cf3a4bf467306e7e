import type { Faults } from './fault-plan.js';
import type { Turns } from './turns.js';

export class Killed extends Error {}

/** An error of S3, the table or the queue. */
export class CallFailed extends Error {}

/** One run of one function, which may crash at any external call. */
export class Process {
  private calls = 0;
  private readonly received: unknown[] = [];
  private isDead = false;
  private isDone = false;
  private kill: (error: Killed) => void = () => {};
  private readonly death = new Promise<never>((_, reject) => (this.kill = reject));

  constructor(
    readonly name: string,
    private readonly turns: Turns,
    private readonly plan: Faults,
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
    const done = this.turns.between().then(() => work(this));
    return Promise.race([done, this.death]).finally(() => (this.isDone = true));
  }

  /**
   * @param asksOnce whether retries of the SDK are idempotent: transactions have a token (API
   *   reference, "TransactWriteItems"). Other calls are executed twice, and the second response counts
   */
  async call<Answer>(what: string, effect: () => Answer, asksOnce = false): Promise<Answer> {
    const index = this.calls++;
    const fault = this.isDead ? undefined : this.plan.ofCall(this.name, index);
    if (fault) this.note(`${this.name}: ${what} ${fault}`);
    const { name, received } = this;
    await this.turns.ofCall({ process: name, index, what, received }, fault === 'slow' ? 20 : 0);
    if (this.isDead) return nothingMore;
    if (fault === 'killed-before') return this.dies();
    if (fault === 'fails') return this.fails(what);
    const first = effect();
    await this.turns.between();
    if (this.isDead) return nothingMore;
    if (fault === 'killed-after') return this.dies();
    if (fault === 'fails-after') return this.fails(what);
    const answer = fault === 'asked-twice' && !asksOnce ? effect() : first;
    received.push(answer);
    return answer;
  }

  private fails(what: string): never {
    this.received.push('failed');
    throw new CallFailed(what);
  }

  private dies(): Promise<never> {
    this.isDead = true;
    this.kill(new Killed(this.name));
    return nothingMore;
  }
}

/** Thrown after a crash: code that would catch an error must not continue. */
const nothingMore = new Promise<never>(() => {});
