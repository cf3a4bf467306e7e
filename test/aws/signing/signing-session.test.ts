import { expect, test } from '@jest/globals';
import { keptSession, type SigningSession } from '../../../lambda/aws/signing/signing-session.js';

const start = Date.parse('2026-11-22T12:00:00Z');
const minutes = (count: number) => new Date(start + count * 60_000);

/** Sessions of an hour, by their number. */
function sessions() {
  const begun: SigningSession[] = [];
  let at = minutes(0);
  const kept = keptSession(async () => {
    const endsAt = new Date(at.getTime() + 3_600_000);
    begun.push({
      credentials: { accessKeyId: `${begun.length}`, secretAccessKey: '', sessionToken: '' },
      endsAt,
    });
    return begun.at(-1) as SigningSession;
  });
  const lifeAt = async (minute: number, wantedMinutes: number) => {
    at = minutes(minute);
    const { endsAt } = await kept(at, wantedMinutes * 60);
    return Math.min(wantedMinutes, (endsAt.getTime() - at.getTime()) / 60_000);
  };
  return { begun, lifeAt };
}

test('one session serves as long as it covers what is wanted', async () => {
  const { begun, lifeAt } = sessions();
  for (const minute of [0, 10, 20, 30]) expect(await lifeAt(minute, 30)).toBe(30);
  expect(begun).toHaveLength(1);
  expect(await lifeAt(31, 30)).toBe(30);
  expect(begun).toHaveLength(2);
});

test('reads of an hour lose five minutes at most, without an STS call for each', async () => {
  const { begun, lifeAt } = sessions();
  const lives = [];
  for (let minute = 0; minute < 20; minute++) lives.push(await lifeAt(minute, 60));
  expect(Math.min(...lives)).toBe(56);
  expect(begun).toHaveLength(4);
});

test('many at once share one session', async () => {
  const { begun, lifeAt } = sessions();
  await Promise.all(Array.from({ length: 20 }, () => lifeAt(0, 60)));
  expect(begun).toHaveLength(1);
  const lives = await Promise.all(Array.from({ length: 20 }, () => lifeAt(50, 60)));
  expect(lives).toEqual(Array(20).fill(60));
  expect(begun).toHaveLength(2);
});

test('a session that could not be created is requested again', async () => {
  let tries = 0;
  const endsAt = minutes(60);
  const kept = keptSession(async () => {
    if (tries++ === 0) throw new Error('throttled');
    return { credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' }, endsAt };
  });
  await expect(kept(minutes(0), 3600)).rejects.toThrow('throttled');
  await expect(kept(minutes(0), 3600)).resolves.toMatchObject({ endsAt });
});
