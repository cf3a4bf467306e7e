export interface BatchLimits<Item> {
  readonly maxItems: number;
  /** Bytes of all items of a batch; a larger item is sent alone. */
  readonly maxBytes: number;
  readonly bytesOf: (item: Item) => number;
}

/** Items in order, in as few batches as a service's limits allow. */
export function batchesOf<Item>(
  items: readonly Item[],
  { maxItems, maxBytes, bytesOf }: BatchLimits<Item>,
): Item[][] {
  const batches: Item[][] = [];
  let bytes = Infinity;
  for (const item of items) {
    const size = bytesOf(item);
    const last = batches.at(-1);
    if (last && last.length < maxItems && bytes + size <= maxBytes) {
      last.push(item);
      bytes += size;
    } else {
      batches.push([item]);
      bytes = size;
    }
  }
  return batches;
}
