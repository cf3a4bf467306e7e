import type { Endpoint } from '../../lambda/core/webhook/endpoint.js';
import type { Policy } from '../../lambda/core/settings/policy.js';
import type { CallFault, EventFate, Faults } from '../faults/simulation/fault-plan.js';
import { Simulation, type Timer } from '../faults/simulation/simulation.js';
import { SimulatedSystem } from '../faults/simulation/simulated-system.js';
import { stillness, type Turns, type WaitingCall } from '../faults/simulation/turns.js';
import type { IndexName } from '../faults/simulation/table.js';
import { watch } from '../faults/simulation/watch.js';
import type { Scope } from './scopes.js';

/** Which call of which run fails, and how: `validate 1 3`. */
export type ChosenFaultsOf = ReadonlyMap<string, CallFault>;

/** Only the faults that were chosen. */
export class ChosenFaults implements Faults {
  isOver = false;
  /** Which indexes are behind. */
  lagging: readonly IndexName[] = [];
  /** The next response of a subscriber: none, one that asks for a retry, or that it is not there any more. */
  refusal: 'none' | 'busy' | 'gone' = 'none';
  private chosen: ChosenFaultsOf = new Map();

  constructor(
    /** Which of several possible behaviours outsiders show. */
    private readonly option: number,
  ) {}

  choose(chosen: ChosenFaultsOf): void {
    this.chosen = chosen;
  }

  ofCall = (process: string, call: number): CallFault | undefined =>
    this.isOver ? undefined : this.chosen.get(`${process} ${call}`);
  ofEvent = (): EventFate => ({ copies: 1, delaySeconds: 0 });
  isBehind = (name: string): boolean => !this.isOver && this.lagging.includes(indexOf(name));
  /** A subscriber's 410 has the name of its request, another refusal that of its mood. */
  isRare = (name: string): boolean =>
    !this.isOver && name.startsWith('whe_') && this.refusal === (name.endsWith('mood') ? 'busy' : 'gone');
  choice = <Choice>(_name: string, choices: readonly Choice[]): Choice =>
    choices[this.option % choices.length] as Choice;
}

/** @param name of a read, with the run that makes it: `sweep 1 owner` */
function indexOf(name: string): IndexName {
  if (name.endsWith(' owner')) return 'owners';
  return name.endsWith(' records') ? 'replica' : 'waiting';
}

interface Waiting {
  readonly call: WaitingCall;
  readonly go: () => void;
}

/** Calls wait until they are chosen; responses arrive at once, since only effects can meet. */
export class ChosenTurns implements Turns {
  private waiting: readonly Waiting[] = [];

  get calls(): readonly WaitingCall[] {
    return this.waiting.map(({ call }) => call);
  }

  ofCall(call: WaitingCall): Promise<void> {
    return new Promise((go) => {
      this.waiting = [...this.waiting, Object.freeze({ call, go })];
    });
  }

  between(): Promise<void> {
    return Promise.resolve();
  }

  /** Until nothing runs that does not wait for its turn. */
  still = stillness;

  async step(index: number): Promise<void> {
    const one = this.waiting[index];
    this.waiting = this.waiting.filter((other) => other !== one);
    one?.go();
    await stillness();
  }

  async run(): Promise<void> {
    await stillness();
    while (this.waiting.length > 0) await this.step(0);
  }
}

/** The simulated world, in which time, messages and calls move only when they are chosen. */
export class ChosenSimulation extends Simulation {
  override readonly clientTries = 1;
  /** Lets time and messages run as they would. */
  isFree = false;
  /** Whether the history is kept: it would be set back with each step. */
  isNoted = false;

  constructor(
    policy: Policy,
    readonly faults: ChosenFaults,
    readonly order: ChosenTurns,
    endpoints: readonly Endpoint[],
  ) {
    super({ luck: 1, faultPercent: 0, policy }, { faults, turns: order, endpoints });
    watch(this);
  }

  override note(line: string): void {
    if (this.isNoted) super.note(line);
  }

  get pending(): readonly Timer[] {
    return this.timers;
  }

  override async goOn(): Promise<void> {
    if (this.isFree) await super.goOn(Infinity);
  }

  /** While it is not free, only the clock moves: whatever is due is late. */
  override async pass(seconds: number): Promise<void> {
    if (this.isFree) await super.pass(seconds);
    else this.moveTo(this.now.getTime() + seconds * 1000);
  }

  /** A message arrives, not before its time. @param again keeps it: it will arrive once more */
  receive(timer: Timer, again = false): void {
    if (timer.at > this.now.getTime()) this.moveTo(timer.at);
    this.fire(timer);
    if (again) this.after(0, `${timer.what}, again`, timer.go);
  }

  lose(timer: Timer): void {
    this.timers = this.timers.filter((one) => one !== timer);
  }
}

/** A world with its clients. */
export class ChosenWorld {
  readonly simulation: ChosenSimulation;
  readonly system: SimulatedSystem;
  /** Events that were lost or came twice so far. */
  mishaps = 0;

  constructor(readonly scope: Scope) {
    const { policy, option = 0, endpoints = [] } = scope;
    this.simulation = new ChosenSimulation(policy, new ChosenFaults(option), new ChosenTurns(), endpoints);
    this.system = new SimulatedSystem(this.simulation);
  }
}
