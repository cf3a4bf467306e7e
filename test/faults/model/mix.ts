import fc from 'fast-check';
import type { Policy } from '../../../lambda/core/settings/policy.js';
import { policy } from '../../core/records.js';
import type { Truth } from '../simulation/bucket.js';
import type { CommandKind } from './commands.js';

/**
 * The emphasis of one schedule. Schedules of everything seldom combine two rare actions; schedules without many actions
 * do (Groce et al., "Swarm Testing", ISSTA 2012).
 */
export interface Mix {
  readonly weights: Readonly<Record<CommandKind, number>>;
  /** The first commands. */
  readonly opening: readonly CommandKind[];
  /** Retentions of uploads, and none. */
  readonly expiresInSeconds: readonly (number | undefined)[];
  /** Of the bytes that are sent. */
  readonly truths: readonly Truth[];
  /** How much later a PUT finishes than it started. */
  readonly slowSeconds: readonly number[];
  readonly passSeconds: readonly number[];
  readonly onFinding: readonly Policy['onFinding'][];
  readonly hasScanner: readonly boolean[];
  readonly maxFiles: readonly number[];
}

/** Weighted by repetition: common actions are repeated here. */
export const everyday: Mix = {
  opening: [],
  weights: {
    ...{ create: 14, send: 30, complete: 12, abort: 2, remove: 3, renew: 3, rename: 3 },
    ...{ share: 2, follow: 4, unshare: 1, grant: 2, revoke: 2, read: 4 },
    ...{ decide: 4, erase: 1, sweep: 6, redrive: 1, pass: 12 },
  },
  expiresInSeconds: [undefined, undefined, undefined, 3_600, 100_000],
  truths: ['honest', 'honest', 'honest', 'honest', 'wrong-type', 'infected', 'encoded'],
  slowSeconds: [0, 0, 0, 0, 30, 1_800, 6_000],
  passSeconds: [1, 1, 60, 60, 60, 400, 400, 1_000, 1_000, 4_000, 40_000, 90_000],
  onFinding: ['reject', 'hold'],
  hasScanner: [true, false],
  maxFiles: [2, 4, 100],
};

const onlyWith = (weights: Partial<Mix['weights']>, changes: Partial<Mix> = {}): Mix => ({
  ...everyday,
  ...changes,
  weights: { ...everyday.weights, ...weights },
});

const none = {
  ...{ abort: 0, remove: 0, renew: 0, rename: 0, decide: 0, erase: 0, redrive: 0 },
  ...{ share: 0, follow: 0, unshare: 0, grant: 0, revoke: 0, read: 0 },
};

/** Files that are granted to others, and revoked. */
export const givenToOthers = onlyWith(
  {
    ...{ ...none, create: 1, send: 4, complete: 1, sweep: 2, pass: 10, remove: 1 },
    ...{ share: 10, follow: 24, unshare: 8, grant: 12, revoke: 12, read: 24 },
  },
  {
    opening: ['create', 'send', 'complete', 'pass', 'share', 'grant'],
    truths: ['honest'],
    ...{ passSeconds: [1, 1, 1, 2, 60], slowSeconds: [0], hasScanner: [false], maxFiles: [100] },
  },
);

const mixes: readonly Mix[] = [
  everyday,
  everyday,
  everyday,
  // Bytes that arrive after the expiry of their upload, and find others.
  onlyWith(
    { ...none, complete: 0, sweep: 14, pass: 24 },
    { slowSeconds: [0, 6_000, 20_000, 20_000], passSeconds: [60, 1_000, 4_000, 4_000], maxFiles: [1, 2] },
  ),
  // Erasures, with uploads before, during and after them.
  onlyWith({ ...none, complete: 4, erase: 3, sweep: 10 }, { passSeconds: [1, 1, 4, 20, 60] }),
  // Files that expire.
  onlyWith(
    { ...none, remove: 1, sweep: 14, pass: 20 },
    { expiresInSeconds: [3_600, 3_600, 20_000], passSeconds: [60, 400, 1_000, 4_000, 10_000] },
  ),
  // A scanner with two results, and decisions in between.
  onlyWith(
    { ...none, complete: 4, decide: 12 },
    { hasScanner: [true], onFinding: ['hold'], passSeconds: [1, 1, 60, 400, 2_000] },
  ),
  // Creates that crash, and recounts that find their reservations while others are created.
  onlyWith(
    { ...none, create: 30, send: 8, complete: 2, sweep: 30, pass: 16 },
    { passSeconds: [1, 1_000, 90_000] },
  ),
  givenToOthers,
  givenToOthers,
];

export const anyMix: fc.Arbitrary<Mix> = fc.constantFrom(...mixes);

export const policyOf = ({ onFinding, hasScanner, maxFiles }: Mix): fc.Arbitrary<Policy> =>
  fc
    .record({
      onFinding: fc.constantFrom(...onFinding),
      hasScanner: fc.constantFrom(...hasScanner),
      maxFiles: fc.constantFrom(...maxFiles),
    })
    .map((chosen) => ({
      ...policy,
      ...{ onFinding: chosen.onFinding, maxSizeBytes: 1024 ** 3, quota: { maxFiles: chosen.maxFiles } },
      ...(chosen.hasScanner && { malware: { scanTimeoutSeconds: 1_800 } }),
    }));
