/** An index, or an eventually consistent read: shows the items as they were a moment ago, until it has caught up. */
export class Lagging<Item> {
  private shown: readonly Item[] = [];

  constructor(private readonly source: () => readonly Item[]) {}

  catchUp(): void {
    this.shown = this.source();
  }

  /** What it shows, which may be nothing; undefined if that is the present. */
  behind(): readonly Item[] | undefined {
    const present = this.source();
    const isPresent =
      this.shown.length === present.length && this.shown.every((item, at) => item === present[at]);
    return isPresent ? undefined : this.shown;
  }

  show(isBehind: boolean): readonly Item[] {
    if (!isBehind) this.catchUp();
    return this.shown;
  }
}
