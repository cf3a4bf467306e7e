export interface Call {
  /** Aborts; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
