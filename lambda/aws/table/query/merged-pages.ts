/** What one partition of an index gave, newest first, and the id at which it stopped where it has more. */
export interface PartitionPage<Entry extends { readonly id: string }> {
  readonly entries: readonly Entry[];
  readonly stoppedAt?: string | undefined;
}

/**
 * One list of several partitions, newest first, as far as every one of them was read: what one gave may lie behind
 * what another has not given yet.
 * @returns also how far that is, where there is more
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
