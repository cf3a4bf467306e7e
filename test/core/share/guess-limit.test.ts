import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../lambda/core/problem.js';
import { countGuess } from '../../../lambda/core/share/guess-limit.js';
import { SimulatedShares } from './simulated-shares.js';

let service: SimulatedShares;
beforeEach(() => {
  service = new SimulatedShares();
});

const guess = (source = '192.0.2.1') => countGuess(service, { shareId: 'share', token: 'token', source });

/** Guesses wrong: seconds to wait, or 0 if the guess was admitted. */
async function wrong(source?: string): Promise<number> {
  try {
    await guess(source);
    return 0;
  } catch (error) {
    return (error as Problem).retryAfterSeconds ?? NaN;
  }
}

describe('who guesses a password', () => {
  test('is admitted five times, then with a delay that doubles, up to a quarter of an hour', async () => {
    for (let free = 0; free < 5; free++) expect(await wrong()).toBe(0);
    const waits: number[] = [];
    for (let round = 0; round < 14; round++) {
      const wait = await wrong();
      waits.push(wait);
      service.later(wait - 1);
      expect(await wrong()).toBe(1);
      service.later(1);
      expect(await wrong()).toBe(0);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
  });

  test('gets no more by guessing many times at once', async () => {
    const heard = await Promise.all(Array.from({ length: 40 }, () => wrong()));
    expect(heard.filter((wait) => wait === 0).length).toBeLessThanOrEqual(5);
  });

  test.each([
    ['192.0.2.1', '192.0.2.2'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2'],
    ['2001:db8:0:7::1', '2001:db8:0:8::1'],
    ['2001:db8::1', '2001:db8:0:1::1'],
  ])('is another at the address of another network: %s, %s', async (one, other) => {
    for (let count = 0; count < 6; count++) await wrong(one);
    expect(await wrong(one)).toBeGreaterThan(0);
    expect(await wrong(other)).toBe(0);
  });

  test('is admitted where others guess at the same moment: ten attempts to count it, then a second to wait', async () => {
    const { counters } = service;
    const busy = (conflicts: number) => {
      let tries = 0;
      const set: typeof counters.set = async (...write) => ++tries > conflicts && counters.set(...write);
      const ports = { now: service.now, counters: { ...counters, set } };
      return countGuess(ports, { shareId: 'share', token: 'token', source: '192.0.2.1' });
    };
    await expect(busy(9)).resolves.toBeInstanceOf(Function);
    await expect(busy(10)).rejects.toMatchObject({
      ...{ code: 'too-many-guesses', retryAfterSeconds: 1 },
      detail: 'Wait 1 seconds, then try the password again',
    });
  });

  test('and was right gives back one guess, not those that were wrong', async () => {
    for (let count = 0; count < 4; count++) await wrong();
    await (
      await guess()
    )();
    expect(await wrong()).toBe(0);
    expect(await wrong()).toBe(1);
  });

  test('does not make those wait who are elsewhere', async () => {
    for (let count = 0; count < 8; count++) await wrong('192.0.2.1');
    expect(await wrong('192.0.2.1')).toBeGreaterThan(0);
    expect(await wrong('198.51.100.7')).toBe(0);
  });

  test.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::9'],
    ['2001:db8::1', '2001:0db8:0:0:ffff::'],
    ['2001:db8:0:7::1', '2001:db8:0:7:ffff:ffff:ffff:ffff'],
    ['::1', '0:0:0:0:1::'],
    ['2001:db8::', '2001:db8:0:0:1:2:3:4'],
    ['2001:db8::7:1:2:3:4', '2001:db8:0:7::'],
  ])('is the same from each address of a network: %s, %s', async (one, other) => {
    for (let free = 0; free < 5; free++) expect(await wrong(one)).toBe(0);
    expect(await wrong(other)).toBeGreaterThan(0);
    expect(await wrong('2001:db8:1:3::1')).toBe(0);
  });

  test('from everywhere at once makes others wait a minute at most', async () => {
    for (let count = 0; count < 300; count++) await wrong(`10.0.${Math.floor(count / 250)}.${count % 250}`);
    const wait = await wrong('192.0.2.9');
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    service.later(wait);
    expect(await wrong('192.0.2.9')).toBe(0);
  });

  test('and was right is not counted, and after an hour without a guess the count resets', async () => {
    for (let count = 0; count < 20; count++) await (await guess())();
    expect(await wrong()).toBe(0);
    for (let count = 0; count < 5; count++) await wrong();
    expect(await wrong()).toBeGreaterThan(0);
    service.later(3600);
    for (let free = 0; free < 5; free++) expect(await wrong()).toBe(0);
  });

  test('stores no address', async () => {
    await wrong('192.0.2.77');
    expect(JSON.stringify([...service.guesses])).not.toContain('192.0.2.77');
  });
});
