import { has } from '../../reading/bytes.js';

/** A call into native code takes as long as a look at so many bytes. */
const nearBytes = 32;

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
    let at = this.next(from);
    while (at >= 0 && this.isWord && (isLetter(b[at - 1]) || isLetter(b[at + mark.length])))
      at = this.next(at + 1);
    this.found = at < 0 ? b.length : at;
    return this.found;
  }

  private next(from: number): number {
    const { b, mark } = this;
    const first = mark.charCodeAt(0);
    for (let at = from; at < from + nearBytes; at++) if (b[at] === first && has(b, at, mark)) return at;
    return b.indexOf(mark, from + nearBytes, 'latin1');
  }
}
