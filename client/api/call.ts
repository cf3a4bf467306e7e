/** What every call accepts. */
export interface Call {
  /**
   * Aborts the call; its promise rejects with the signal's reason.
   * @default no signal: the call ends by its own timeouts
   */
  readonly signal?: AbortSignal | undefined;
}
