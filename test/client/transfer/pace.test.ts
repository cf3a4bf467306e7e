import { expect, test } from '@jest/globals';
import { Pace } from '../../../client/transfer/pace.js';

const partBytes = 5e6;
const [short, long] = [120e6, 5e9];

/** Sends parts over a simulated connection, and returns the concurrency of each round. */
function widths(pace: Pace, rounds: number, bytesPerMs: (width: number) => number): number[] {
  let at = 0;
  pace.beginRound(at);
  return Array.from({ length: rounds }, () => {
    const { width } = pace;
    at += (width * partBytes) / bytesPerMs(width);
    for (let part = 0; part < width; part += 1) pace.countPart(partBytes, at);
    return width;
  });
}

test('on a line that one part fills, one at a time is sent; another is tried now and then', () => {
  const seen = widths(new Pace(long, partBytes), 46, () => 1000);
  expect(seen.slice(0, 4)).toEqual([1, 2, 1, 1]);
  expect(seen.filter((width) => width > 1)).toEqual([2, 2, 2]);
});

test('while more at once is faster, more is sent: six where each waits for itself', () => {
  const pace = new Pace(long, partBytes);
  expect(widths(pace, 6, (width) => 1000 * width)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(Math.max(...widths(pace, 40, (width) => 1000 * width))).toBe(6);
});

test('a line that is full with three stays at three', () => {
  const seen = widths(new Pace(long, partBytes), 20, (width) => 1000 * Math.min(width, 3));
  expect(seen.slice(0, 6)).toEqual([1, 2, 3, 4, 3, 3]);
  expect(new Set(seen.slice(5))).toEqual(new Set([3]));
});

test('no more than a twentieth of the file is in flight, except on a very fast connection', () => {
  const faster = (width: number) => 1000 * width;
  expect(new Set(widths(new Pace(short, partBytes), 60, faster))).toEqual(new Set([1]));
  expect(Math.max(...widths(new Pace(2 * short, partBytes), 60, faster))).toBe(2);
  const fast = widths(new Pace(short, partBytes), 8, (width) => 40_000 * width);
  expect(fast.slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a failure halves the concurrency, and the next probe is later', () => {
  const pace = new Pace(long, partBytes);
  widths(pace, 6, (width) => 1000 * width);
  pace.slowDown(0);
  expect(widths(pace, 8, (width) => 1000 * width)).toEqual([3, 3, 3, 3, 3, 3, 4, 5]);
  for (let i = 0; i < 4; i += 1) pace.slowDown(0);
  expect(pace.width).toBe(1);
});
