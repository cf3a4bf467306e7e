import { inTime } from '../api/patience.js';

/** What is remembered of an upload that has not ended. */
export interface Unfinished {
  /** The Idempotency-Key under which the service knows it. */
  readonly key: string;
  /** Numbers of the parts that storage said it took. */
  readonly parts: readonly number[];
  /** Length of each part but the last; 0 for a file in one piece. */
  readonly partBytes: number;
  /** Which upload of which file. The service gives the id; until its answer is there, the key alone finds the upload. */
  readonly file: { readonly id?: string; readonly filename: string; readonly sizeBytes: number };
  readonly apiUrl: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** Outlives the page. A failure of it fails no upload: it then starts from its beginning next time. */
export interface ResumeStore {
  get(fingerprint: string): Promise<Unfinished | undefined>;
  set(fingerprint: string, unfinished: Unfinished): Promise<void>;
  delete(fingerprint: string): Promise<void>;
  /** The fingerprints of all. */
  keys(): Promise<readonly string[]>;
}

/** In this browser's IndexedDB; `undefined` where there is none. */
export function indexedDbStore(): ResumeStore | undefined {
  if (typeof indexedDB === 'undefined') return undefined;
  return {
    get: (fingerprint) => ask('readonly', (uploads) => uploads.get(fingerprint)),
    set: async (fingerprint, unfinished) => {
      await ask('readwrite', (uploads) => uploads.put(unfinished, fingerprint));
    },
    delete: (fingerprint) => ask('readwrite', (uploads) => uploads.delete(fingerprint)),
    keys: async () => (await ask('readonly', (uploads) => uploads.getAllKeys())) as string[],
  };
}

/** Some browsers' databases never open (WebKit bug 226547): an upload is then one that is not remembered. */
const openMs = 5_000;

function ask<T>(mode: IDBTransactionMode, act: (uploads: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return inTime(openMs, undefined, () => run(mode, act));
}

function run<T>(mode: IDBTransactionMode, act: (uploads: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('waybill', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('uploads');
    opening.onerror = () => reject(opening.error as Error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('uploads', mode);
      const asked = act(transaction.objectStore('uploads'));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error as Error);
      // Waits for the transaction.
      database.close();
    };
  });
}
