import { inTime } from '../api/patience.js';

/** The stored state of an unfinished upload. */
export interface Unfinished {
  /** Its Idempotency-Key. */
  readonly key: string;
  /** Numbers of the parts that S3 has acknowledged. */
  readonly parts: readonly number[];
  /** Length of each part but the last; 0 for a single PUT. */
  readonly partBytes: number;
  /** The upload and its file. The id is from the service; until its response, only the key identifies the upload. */
  readonly file: { readonly id?: string; readonly filename: string; readonly sizeBytes: number };
  readonly apiUrl: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** Persists across page loads. If it fails, uploads still work, but do not resume. */
export interface ResumeStore {
  get(fingerprint: string): Promise<Unfinished | undefined>;
  set(fingerprint: string, unfinished: Unfinished): Promise<void>;
  delete(fingerprint: string): Promise<void>;
  /** The fingerprints of all entries. */
  keys(): Promise<readonly string[]>;
}

/** In this browser's IndexedDB; `undefined` if there is none. */
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

/** Some browsers' databases never open (WebKit bug 226547): the upload is then not resumable. */
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
      // Resolves after the transaction.
      database.close();
    };
  });
}
