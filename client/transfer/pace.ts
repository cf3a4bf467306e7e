/** Browsers open six connections to a host, which over HTTP/1.1 (all that S3 supports) is six concurrent requests. */
const widest = 6;
/**
 * Unfinished bytes are lost when the connection breaks: at most a twentieth of the file, so half of that on average; or
 * what the connection sends in a third of a second.
 */
const share = 1 / 20;
const shortMs = 1000 / 3;
/** A smaller improvement is noise. */
const gain = 1.1;
/** Rounds of parts without a probe after more concurrency was not faster; fewer after a failure. */
const rest = { settled: 20, failed: 5 } as const;

/**
 * How many parts to send concurrently: starts with one, and adds one while that is faster and few unfinished bytes
 * would be lost.
 */
export class Pace {
  private now = 1;
  private best = 0;
  private resting = 0;
  private parts = 0;
  private bytes = 0;
  private since = 0;

  constructor(
    private readonly sizeBytes: number,
    private readonly partBytes: number,
  ) {}

  get width(): number {
    return this.now;
  }

  /** The first part of a round has started. @param at milliseconds since 1970 */
  beginRound(at: number): void {
    this.since = at;
    this.parts = 0;
    this.bytes = 0;
  }

  /** A part of this many bytes is stored. */
  countPart(bytes: number, at: number): void {
    this.bytes += bytes;
    this.parts += 1;
    if (this.parts < this.now) return;
    this.judge(this.bytes / Math.max(1, at - this.since));
    this.beginRound(at);
  }

  /** Halves the concurrency. */
  slowDown(at: number): void {
    this.settle(this.now >> 1, rest.failed);
    this.beginRound(at);
  }

  /** @param rate bytes per millisecond */
  private judge(rate: number): void {
    const { sizeBytes, partBytes } = this;
    const most = Math.max(
      Math.floor((sizeBytes * share) / partBytes),
      Math.round((rate * shortMs) / partBytes),
    );
    if (this.resting > 0) this.resting -= 1;
    else if (rate <= this.best * gain) this.settle(this.now - 1, rest.settled);
    else if (this.now >= Math.min(widest, most)) this.settle(this.now, rest.settled);
    else {
      this.best = rate;
      this.now += 1;
    }
  }

  private settle(width: number, rounds: number): void {
    this.now = Math.max(1, width);
    this.best = 0;
    this.resting = rounds;
  }
}
