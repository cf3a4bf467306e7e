import { expect, test } from '@jest/globals';
import { UploadQueue } from '../../../web/upload/upload-queue.js';

function tasks(queue: UploadQueue) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (name: string, signal = new AbortController().signal) =>
    queue.run(() => {
      started.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    }, signal);
  return { started, run, end: (name: string) => ends.get(name)?.() };
}

test('so many run at once, the rest in their order', async () => {
  const { started, run, end } = tasks(new UploadQueue(2));
  const first = run('a');
  const second = run('b');
  const rest = [run('c'), run('d')];
  await Promise.resolve();
  expect(started).toEqual(['a', 'b']);
  end('b');
  await second;
  expect(started).toEqual(['a', 'b', 'c']);
  end('a');
  await first;
  end('c');
  end('d');
  await Promise.all(rest);
  expect(started).toEqual(['a', 'b', 'c', 'd']);
});

test('an aborted task takes no slot, and a failed one releases its slot', async () => {
  const queue = new UploadQueue(1);
  const { started, run, end } = tasks(queue);
  const stop = new AbortController();
  const first = run('a');
  const second = run('b', stop.signal);
  const third = queue.run(() => Promise.reject(new Error('broken')), new AbortController().signal);
  const fourth = run('d');
  stop.abort();
  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  end('a');
  await first;
  await expect(third).rejects.toThrow('broken');
  end('d');
  await fourth;
  expect(started).toEqual(['a', 'd']);
});
