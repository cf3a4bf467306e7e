/** A start that cannot go on: one sentence that says what is wrong, one that says what to do. */
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
