import { describe, expect, test } from '@jest/globals';
import { updateWithRetry } from '../../../lambda/core/file/files.js';
import { photo } from '../records.js';

/** A table whose record others have changed so often since it was read first. */
function busy(conflicts: number) {
  let revision = 1;
  const decidedOn: number[] = [];
  const update = (first?: ReturnType<typeof photo>) =>
    updateWithRetry(
      {
        change: async (file, changes) =>
          decidedOn.length <= conflicts ? undefined : { ...file, ...changes, revision: file.revision + 1 },
      },
      async () => photo({ revision: ++revision }),
      (file) => {
        decidedOn.push(file.revision);
        return { changes: { filename: 'b.png' } };
      },
      first,
    );
  return { update, decidedOn };
}

describe('an update with optimistic locking', () => {
  test('decides on the record that was read already, and reads it again after a conflict', async () => {
    const { update, decidedOn } = busy(2);
    expect((await update(photo({ revision: 1 })))?.file.revision).toBe(4);
    expect(decidedOn).toEqual([1, 2, 3]);
  });

  test('reads the record where it was not read', async () => {
    const { update, decidedOn } = busy(0);
    await update();
    expect(decidedOn).toEqual([2]);
  });

  test('succeeds at the fifth attempt, and has no result after five conflicts', async () => {
    expect((await busy(4).update())?.file.filename).toBe('b.png');
    const hopeless = busy(Infinity);
    expect(await hopeless.update()).toBeUndefined();
    expect(hopeless.decidedOn).toHaveLength(5);
  });
});
