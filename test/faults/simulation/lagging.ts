/** An index, or an eventually consistent read: shows the items as they were a moment ago, until it has caught up. */
export class Lagging<Item> {
  private shown: readonly Item[] = [];

  constructor(private readonly source: () => readonly Item[]) {}

  catchUp(): void {
    this.shown = this.source();
  }

  show(isBehind: boolean): readonly Item[] {
    if (!isBehind) this.catchUp();
    return this.shown;
  }
}
