/** The items of one partition of an index, newest first, and the last id that was read if there are more. */
export interface PartitionPage<Entry extends { readonly id: string }> {
  readonly entries: readonly Entry[];
  readonly stoppedAt?: string | undefined;
}

/**
 * Merges several partitions into one list, newest first, up to the position that all of them have reached.
 * @returns also that position, if there are more
 */
export function mergedNewestFirst<Entry extends { readonly id: string }>(
  pages: readonly PartitionPage<Entry>[],
): { entries: Entry[]; stoppedAt?: string } {
  const stops = pages.flatMap(({ stoppedAt }) => stoppedAt ?? []);
  const stoppedAt = stops.length > 0 ? stops.reduce((one, other) => (one > other ? one : other)) : undefined;
  const entries = pages
    .flatMap((page) => page.entries)
    .filter(({ id }) => stoppedAt === undefined || id >= stoppedAt)
    .sort((one, other) => (one.id < other.id ? 1 : one.id > other.id ? -1 : 0));
  return { entries, ...(stoppedAt !== undefined && { stoppedAt }) };
}
