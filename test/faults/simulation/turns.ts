/** An external call of a function that waits for its turn. */
export interface WaitingCall {
  /** Name of the run, such as `validate 2`. */
  readonly process: string;
  /** The how manieth call of the run, from 0. */
  readonly index: number;
  readonly what: string;
  /** Responses of the run so far: with its code, they determine everything that it will do. */
  readonly received: readonly unknown[];
}

/** The order in which the calls of concurrent functions have their effects: at random, or chosen. */
export interface Turns {
  /** Until this call may have its effect. @param passes how often others go first: slow calls */
  ofCall(call: WaitingCall, passes: number): Promise<void>;
  /** Until a function may start, or receives a response. */
  between(): Promise<void>;
  /** Runs this many steps, or all. */
  run(steps?: number): Promise<void>;
}

/** Until everything that needs no external call has run. */
export const stillness = (): Promise<void> => new Promise((go) => setImmediate(go));
