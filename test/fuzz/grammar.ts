/** What stands before and behind the repeated piece, and the pieces. */
export interface Grammar {
  readonly name: string;
  readonly start: string | Buffer;
  readonly atoms: readonly string[];
  readonly end?: string;
}
