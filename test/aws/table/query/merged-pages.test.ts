import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergedNewestFirst } from '../../../../lambda/aws/table/query/merged-pages.js';

/** One partition, newest first from `after`, at most `limit`. */
function page(partition: readonly string[], limit: number, after?: string) {
  const left = partition
    .filter((id) => after === undefined || id < after)
    .sort()
    .reverse();
  const entries = left.slice(0, limit).map((id) => ({ id }));
  return { entries, stoppedAt: left.length > limit ? entries.at(-1)?.id : undefined };
}

describe('partitions read side by side', () => {
  test('give every entry once and in order, however they are filled and cut', () => {
    const partition = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(partition, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 5, maxLength: 5 }),
        (partitions, limits) => {
          const seen: string[] = [];
          let after: string | undefined;
          for (;;) {
            const pages = partitions.map((ids, index) => page(ids, limits[index] ?? 1, after));
            const { entries, stoppedAt } = mergedNewestFirst(pages);
            seen.push(...entries.map(({ id }) => id));
            if (stoppedAt === undefined) break;
            after = stoppedAt;
          }
          expect(seen).toEqual(partitions.flat().sort().reverse());
        },
      ),
    );
  });
});
