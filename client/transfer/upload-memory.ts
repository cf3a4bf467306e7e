import type { Clock } from '../api/clock.js';
import type { ResumeStore, Unfinished } from './resume-store.js';

/** An Idempotency-Key is valid for a day: an older entry is useless. */
const memoryMs = 24 * 3_600_000;

/** The constant fields of an entry. */
export type Begun = Pick<Unfinished, 'file' | 'partBytes'>;

/** The entry of one upload. */
export interface Remembered {
  /** Its Idempotency-Key: a repeated request finds the same upload. */
  key: string;
  /** Parts that S3 has acknowledged. */
  readonly done: Set<number>;
  /** Whether it was started before this page load. */
  isResumed: boolean;
  keep(begun: Begun): Promise<void>;
  forget(): Promise<void>;
  /** Allows another upload of the same file to resume it. */
  leave(): void;
}

/** Unfinished uploads, across page loads. */
export class UploadMemory {
  private readonly taken = new Set<string>();
  private isTidy = false;

  constructor(
    private readonly store: ResumeStore | undefined,
    private readonly apiUrl: string,
    private readonly clock: Clock,
  ) {}

  /** @param fingerprint `undefined` if the file can't be recognized later */
  async recall(fingerprint: string | undefined): Promise<Remembered> {
    // The same file twice at once is two uploads.
    const name = fingerprint === undefined || this.taken.has(fingerprint) ? undefined : fingerprint;
    const store = name === undefined ? undefined : this.store;
    const place = name ?? '';
    if (name !== undefined) this.taken.add(name);
    if (!this.isTidy) await this.unfinished();
    const found = await store?.get(place).catch(() => undefined);
    let startedAt = found?.startedAt ?? this.clock.now();
    const remembered: Remembered = {
      key: found?.key ?? newKey(),
      done: new Set(found?.parts),
      isResumed: found !== undefined,
      keep: async (begun) => {
        const { apiUrl } = this;
        const entry = { ...begun, apiUrl, startedAt, key: remembered.key, parts: [...remembered.done] };
        await store?.set(place, entry).catch(() => undefined);
      },
      forget: async () => {
        remembered.key = newKey();
        startedAt = this.clock.now();
        remembered.done.clear();
        remembered.isResumed = false;
        await store?.delete(place).catch(() => undefined);
      },
      leave: () => {
        if (name !== undefined) this.taken.delete(name);
      },
    };
    return remembered;
  }

  /** The unfinished uploads at this service that are not running here, newest first. Removes expired entries. */
  async unfinished(): Promise<readonly (readonly [fingerprint: string, entry: Unfinished])[]> {
    this.isTidy = true;
    const { store } = this;
    const found: [string, Unfinished][] = [];
    for (const fingerprint of (await store?.keys().catch(() => [])) ?? []) {
      const entry = await store?.get(fingerprint).catch(() => undefined);
      // Also an entry of an earlier version, which has no time.
      if (entry && !(this.clock.now() - entry.startedAt < memoryMs)) await this.forget(fingerprint);
      else if (entry?.apiUrl === this.apiUrl && !this.taken.has(fingerprint))
        found.push([fingerprint, entry]);
    }
    return found.sort(([, one], [, other]) => other.startedAt - one.startedAt);
  }

  async forget(fingerprint: string): Promise<void> {
    await this.store?.delete(fingerprint).catch(() => undefined);
  }
}

/**
 * `randomUUID` exists only in secure contexts, and not in React Native. The key is not a secret: it only has to be
 * unique.
 */
export function newKey(): string {
  const { crypto } = globalThis as { crypto?: Partial<Crypto> };
  if (crypto?.randomUUID) return crypto.randomUUID();
  return [0, 1, 2].map(() => Math.random().toString(36).slice(2)).join('-');
}
