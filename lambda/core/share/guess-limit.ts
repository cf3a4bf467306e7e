import { createHmac } from 'node:crypto';
import { Problem } from '../problem.js';

/** Consecutive wrong passwords, from one network or from all together. */
export interface Guesses {
  readonly failed: number;
  readonly lastAt: Date;
  /** The next guess is refused before this time. */
  readonly notBefore: Date;
  /** Increases by one with each change. */
  readonly revision: number;
}

export interface GuessCounters {
  /** Strongly consistent. */
  get(shareId: string, counter: string): Promise<Guesses | undefined>;
  /**
   * Optimistic locking: writes on condition that the count is still the one that was `read`. @returns false on a
   * conflict
   */
  set(shareId: string, counter: string, read: Guesses | undefined, next: Guesses): Promise<boolean>;
}

interface Rule {
  /** Wrong guesses without a delay. */
  readonly free: number;
  /** After those, the delay doubles with each wrong guess, starting at one second. */
  readonly maxWaitSeconds: number;
}

/** One network: a typing error costs seconds, and a dictionary attack gets some 100 guesses a day. */
const perSource: Rule = { free: 5, maxWaitSeconds: 15 * 60 };

/** All networks together. Short: an attacker must not lock out people who know the password for long. */
const perShare: Rule = { free: 50, maxWaitSeconds: 60 };

/** The count resets after an hour without a guess. */
const forgottenAfterMs = 60 * 60 * 1000;

/** Attempts of the conditional write when concurrent guesses conflict. */
const attempts = 10;

/**
 * Admits one guess at a share's password, unless its source is rate limited. It is counted as wrong before the password
 * is compared, so that concurrent guesses get no more attempts than sequential ones. Throws `too-many-guesses` with the
 * seconds to wait.
 * @param token of the share; keys the hash of the source, so that the table does not reveal addresses
 * @param source network address
 * @returns a function to call if the guess was right, which undoes the count
 */
export async function countGuess(
  { counters, now }: { counters: GuessCounters; now: () => Date },
  { shareId, token, source }: { shareId: string; token: string; source: string },
): Promise<() => Promise<void>> {
  const own = createHmac('sha256', token).update(network(source)).digest('base64url');
  const uncountOwn = await charge(own, perSource);
  try {
    const uncountShared = await charge('all', perShare);
    return async () => void (await Promise.all([uncountOwn(), uncountShared()]));
  } catch (error) {
    await uncountOwn();
    throw error;
  }

  async function charge(counter: string, rule: Rule): Promise<() => Promise<void>> {
    await updateCounter(counter, (read, at) => {
      if (read && read.notBefore > at) throw tooManyGuesses(read.notBefore.getTime() - at.getTime());
      const failed = (read && at.getTime() - read.lastAt.getTime() < forgottenAfterMs ? read.failed : 0) + 1;
      return { failed, lastAt: at, notBefore: new Date(at.getTime() + waitMs(rule, failed)) };
    });
    return () =>
      updateCounter(counter, (read, at) => ({
        failed: Math.max(0, (read?.failed ?? 0) - 1),
        lastAt: at,
        notBefore: at,
      }));
  }

  async function updateCounter(
    counter: string,
    next: (read: Guesses | undefined, at: Date) => Omit<Guesses, 'revision'>,
  ): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const read = await counters.get(shareId, counter);
      const revision = (read?.revision ?? 0) + 1;
      if (await counters.set(shareId, counter, read, { ...next(read, now()), revision })) return;
    }
    throw tooManyGuesses(1000);
  }
}

function waitMs({ free, maxWaitSeconds }: Rule, failed: number): number {
  return failed < free ? 0 : Math.min(2 ** (failed - free), maxWaitSeconds) * 1000;
}

function tooManyGuesses(waitMs: number): Problem {
  const seconds = Math.ceil(waitMs / 1000);
  return new Problem('too-many-guesses', `Wait ${seconds} seconds, then try the password again`, [], seconds);
}

/** RFC 4291 section 2.5.4: one subscriber has all addresses of a /64. An IPv4 address counts alone. */
function network(source: string): string {
  if (!source.includes(':') || source.includes('.')) return source;
  const [head = '', tail] = source.split('::');
  const groups = head ? head.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - (tail ? tail.split(':').length : 0);
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...(tail ? tail.split(':') : [])];
  return all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
