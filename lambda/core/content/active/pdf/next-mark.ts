export const isLetter = (c: number | undefined): boolean =>
  c !== undefined && (c | 0x20) >= 0x61 && (c | 0x20) <= 0x7a;

/** Where a mark stands next, from rising places on: searched for once behind where it was found last. */
export class NextMark {
  private found = -1;

  constructor(
    private readonly b: Buffer,
    private readonly mark: string,
    private readonly isWord: boolean,
  ) {}

  at(from: number): number {
    if (this.found >= from) return this.found;
    const { b, mark } = this;
    let at = b.indexOf(mark, from, 'latin1');
    while (at >= 0 && this.isWord && (isLetter(b[at - 1]) || isLetter(b[at + mark.length])))
      at = b.indexOf(mark, at + 1, 'latin1');
    this.found = at < 0 ? b.length : at;
    return this.found;
  }
}
