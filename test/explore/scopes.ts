import type { Endpoint } from '../../lambda/core/webhook/endpoint.js';
import type { Policy } from '../../lambda/core/settings/policy.js';
import { policy } from '../core/records.js';
import type { CommandKind } from '../faults/model/commands.js';
import type { Truth } from '../faults/simulation/bucket.js';
import { somebody } from '../faults/simulation/subscribers.js';
import type { IndexName } from '../faults/simulation/table.js';

/** A part of the system that is explored whole: its settings, its commands, and how often each may be given. */
export interface Scope {
  readonly name: string;
  readonly policy: Policy;
  readonly method: 'put' | 'post' | 'multipart';
  /** Of one upload's creation. @default none */
  readonly expiresInSeconds?: number;
  readonly commands: readonly CommandKind[];
  readonly maxCreates: number;
  /** Versions that S3 stores for one key. */
  readonly maxSends: number;
  readonly truths: readonly Truth[];
  /** Whether a PUT may start in time, and finish at any later time. */
  readonly isSlow?: boolean;
  /** How far the clock may jump. */
  readonly passSeconds: readonly number[];
  /** Events that are lost or come twice, in all. */
  readonly maxMishaps: number;
  /** Which of its possible results a scanner gives. @default 0 */
  readonly option?: number;
  readonly idempotencyKey?: string;
  /** Which indexes may be behind in a sweep. @default none */
  readonly lags?: readonly IndexName[];
  /** @default none */
  readonly endpoints?: readonly Endpoint[];
  /** Whether announcements and deliveries are steps of their own; else they follow each step at once. */
  readonly announces?: boolean;
  /** Moves before the exploration begins, by their names. */
  readonly opening?: readonly string[];
}

const minute = 60;
const hour = 60 * minute;
const settings = { ...policy, maxSizeBytes: 1024 ** 3 };
const upload: Omit<Scope, 'name'> = {
  policy: { ...settings, onFinding: 'hold', quota: { maxFiles: 2 } },
  method: 'put',
  commands: ['create', 'send', 'remove', 'sweep', 'pass'],
  maxCreates: 1,
  maxSends: 1,
  truths: ['honest'],
  passSeconds: [2 * hour, 26 * hour],
  maxMishaps: 1,
};
/** A PUT that arrives as soon as it was sent is one of these. */
const onlySlow = { truths: [], isSlow: true };
const verified = ['create', 'send honest', 'AWS: Object Created v0, try 1'];
const subscriber = somebody('choosy', { events: ['upload.created', 'file.verified', 'file.deleted'] });

/** Every state of files, uploads, shares and webhooks is in one of these. */
export const scopes: readonly Scope[] = [
  // Bytes that are late, that come twice, and that find another end.
  { ...upload, name: 'put', commands: [...upload.commands, 'complete', 'abort'], isSlow: true, maxSends: 2 },
  {
    ...upload,
    name: 'renew',
    commands: [...upload.commands, 'abort', 'renew', 'rename'],
    isSlow: true,
    maxMishaps: 0,
  },
  { ...upload, name: 'hold', commands: [...upload.commands, 'decide'], truths: ['wrong-type'] },
  // A form has no condition: its second use stores another version.
  { ...upload, name: 'form', method: 'post', maxSends: 2, truths: ['honest', 'wrong-type'], maxMishaps: 0 },
  { ...upload, name: 'parts', method: 'multipart', commands: [...upload.commands, 'complete', 'abort'] },
  {
    ...upload,
    name: 'race',
    commands: [...upload.commands, 'complete', 'abort', 'renew', 'rename'],
    opening: ['create', 'send honest'],
  },
  {
    ...upload,
    name: 'replay',
    method: 'post',
    maxSends: 2,
    truths: ['honest', 'wrong-type'],
    opening: ['create', 'send wrong-type', 'send honest'],
    maxMishaps: 0,
  },
  {
    ...upload,
    name: 'scan',
    policy: { ...upload.policy, malware: { scanTimeoutSeconds: 1_800 } },
    commands: [...upload.commands, 'decide'],
    truths: ['honest', 'infected', 'wrong-type'],
    // Longer than the scanner may take. The waits of a day, for tombstones and orphans, do not depend on a scan.
    passSeconds: [2 * hour],
    // A scan that fails, and then one with a result.
    option: 3,
    maxMishaps: 0,
  },
  {
    ...upload,
    name: 'retention',
    expiresInSeconds: hour,
    commands: [...upload.commands, 'share', 'follow'],
    maxMishaps: 0,
  },
  {
    ...upload,
    name: 'quota',
    policy: { ...upload.policy, quota: { maxFiles: 1 } },
    ...onlySlow,
    commands: [...upload.commands, 'abort'],
    maxCreates: 2,
    maxMishaps: 0,
  },
  { ...upload, name: 'key', idempotencyKey: 'one', maxCreates: 2, maxMishaps: 0 },
  {
    ...upload,
    name: 'erasure',
    commands: [...upload.commands, 'erase'],
    passSeconds: [minute, 2 * hour],
    maxMishaps: 0,
    lags: ['owners'],
  },
  // What comes before an erasure and after it: its list of files is behind. Their bytes are in the part above.
  {
    ...upload,
    name: 'owner',
    commands: ['create', 'remove', 'sweep', 'pass', 'erase'],
    maxCreates: 2,
    passSeconds: [minute, 2 * hour],
    maxMishaps: 0,
    lags: ['owners'],
  },
  {
    ...upload,
    name: 'behind',
    commands: [...upload.commands, 'abort'],
    passSeconds: [2 * hour, 26 * hour],
    maxMishaps: 0,
    lags: ['waiting', 'replica'],
  },
  {
    ...upload,
    name: 'share',
    commands: [...upload.commands, 'share', 'follow', 'unshare', 'grant', 'revoke', 'read'],
    opening: verified,
    maxMishaps: 0,
  },
  {
    ...upload,
    name: 'webhook',
    commands: ['create', 'send', 'remove', 'redrive'],
    // Only the waits between tries pass: deliveries read the endpoint and the event, and no time of a file.
    passSeconds: [],
    endpoints: [subscriber],
    announces: true,
    // A subscriber that is busy answers 503.
    option: 3,
    maxMishaps: 2,
  },
];
