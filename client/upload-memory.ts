import type { ResumeStore } from './resume-store.js';

/** One upload's place in the memory. */
export interface Remembered {
  /** Its Idempotency-Key: sent again, it finds the same upload. */
  key: string;
  /** Parts that storage has acknowledged. */
  readonly done: Set<number>;
  /** That it was begun on an earlier visit. */
  isResumed: boolean;
  keep(): Promise<void>;
  forget(): Promise<void>;
  /** Lets another upload of the same file take it up. */
  leave(): void;
}

/** Which uploads were begun and have not ended, over reloads of the page. */
export class UploadMemory {
  private readonly taken = new Set<string>();

  constructor(private readonly store: ResumeStore | undefined) {}

  /** @param fingerprint `undefined` where the file can't be told again later */
  async recall(fingerprint: string | undefined): Promise<Remembered> {
    // The same file twice at once is two uploads.
    const name = fingerprint === undefined || this.taken.has(fingerprint) ? undefined : fingerprint;
    const store = name === undefined ? undefined : this.store;
    const place = name ?? '';
    if (name !== undefined) this.taken.add(name);
    const found = await store?.get(place).catch(() => undefined);
    const remembered: Remembered = {
      key: found?.key ?? newKey(),
      done: new Set(found?.parts),
      isResumed: found !== undefined,
      keep: async () => {
        await store?.set(place, { key: remembered.key, parts: [...remembered.done] }).catch(() => undefined);
      },
      forget: async () => {
        remembered.key = newKey();
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
}

/** `randomUUID` exists only in secure contexts, and not in React Native. The key guards nothing: it only has to be another. */
function newKey(): string {
  const { crypto } = globalThis as { crypto?: Partial<Crypto> };
  if (crypto?.randomUUID) return crypto.randomUUID();
  return [0, 1, 2].map(() => Math.random().toString(36).slice(2)).join('-');
}
