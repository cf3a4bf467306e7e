import type { Clock } from '../api/clock.js';
import type { ResumeStore, Unfinished } from './resume-store.js';

/** The service knows an Idempotency-Key for a day: an older entry finds nothing any more. */
const memoryMs = 24 * 3_600_000;

/** What of an entry stays the same while the upload goes on. */
export type Begun = Pick<Unfinished, 'file' | 'partBytes'>;

/** One upload's place in the memory. */
export interface Remembered {
  /** Its Idempotency-Key: sent again, it finds the same upload. */
  key: string;
  /** Parts that storage has acknowledged. */
  readonly done: Set<number>;
  /** That it was begun on an earlier visit. */
  isResumed: boolean;
  keep(begun: Begun): Promise<void>;
  forget(): Promise<void>;
  /** Lets another upload of the same file take it up. */
  leave(): void;
}

/** Which uploads were begun and have not ended, over reloads of the page. */
export class UploadMemory {
  private readonly taken = new Set<string>();
  private isTidy = false;

  constructor(
    private readonly store: ResumeStore | undefined,
    private readonly apiUrl: string,
    private readonly clock: Clock,
  ) {}

  /** @param fingerprint `undefined` where the file can't be told again later */
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

  /** What was begun at this service and is not under way here, newest first. Forgets what is too old to be found there. */
  async unfinished(): Promise<readonly (readonly [fingerprint: string, entry: Unfinished])[]> {
    this.isTidy = true;
    const { store } = this;
    const found: [string, Unfinished][] = [];
    for (const fingerprint of (await store?.keys().catch(() => [])) ?? []) {
      const entry = await store?.get(fingerprint).catch(() => undefined);
      // Also one that an earlier version left, which did not say when.
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

/** `randomUUID` exists only in secure contexts, and not in React Native. The key guards nothing: it only has to be another. */
function newKey(): string {
  const { crypto } = globalThis as { crypto?: Partial<Crypto> };
  if (crypto?.randomUUID) return crypto.randomUUID();
  return [0, 1, 2].map(() => Math.random().toString(36).slice(2)).join('-');
}
