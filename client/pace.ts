/** Browsers open six connections to a host, which over HTTP/1.1 (all that S3 speaks) is six requests at once. */
const widest = 6;

/** How many parts are under way at once: more for as long as that is faster, half as many after a failure. */
export class Pace {
  private now = 2;
  private best = 0;
  private parts = 0;
  private bytes = 0;

  /** @param since milliseconds since 1970 */
  constructor(private since: number) {}

  get width(): number {
    return this.now;
  }

  /** A part of so many bytes is there. */
  arrived(bytes: number, at: number): void {
    this.bytes += bytes;
    this.parts += 1;
    if (this.parts < this.now) return;
    const rate = this.bytes / Math.max(1, at - this.since);
    if (rate > this.best * 1.1) {
      this.best = rate;
      this.now = Math.min(this.now + 1, widest);
    }
    this.begin(at);
  }

  failed(at: number): void {
    this.now = Math.max(1, this.now >> 1);
    this.best = 0;
    this.begin(at);
  }

  private begin(at: number): void {
    this.since = at;
    this.parts = 0;
    this.bytes = 0;
  }
}
