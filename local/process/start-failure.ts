/** A failed start: one sentence with the reason, one with what to do. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';

  constructor(
    readonly problem: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${problem} ${remedy}`, options);
  }
}
