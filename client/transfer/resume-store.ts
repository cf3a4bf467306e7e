import { inTime } from '../api/patience.js';

/** Which upload of which file is remembered. */
export interface UnfinishedFile {
  /** Of the upload. The service gives it; until its answer is there, the key alone finds the upload. */
  readonly id?: string;
  /** As it was declared. */
  readonly filename: string;
  /** Size of the file in bytes. */
  readonly sizeBytes: number;
}

/** What is remembered of an upload that has not ended. */
export interface Unfinished {
  /** The Idempotency-Key under which the service knows it. */
  readonly key: string;
  /** Numbers of the parts that storage acknowledged, from 1. */
  readonly parts: readonly number[];
  /** Bytes of each part but the last; 0 for a file in one piece. */
  readonly partBytes: number;
  /** Which upload of which file. */
  readonly file: UnfinishedFile;
  /** Base URL of the API at which it was created. */
  readonly apiUrl: string;
  /** When it was created: milliseconds since 1970. */
  readonly startedAt: number;
}

/**
 * Where unfinished uploads are remembered: it should outlive the page. A failure of it fails no upload, which then
 * starts from its beginning the next time.
 *
 * @example
 * import { createClient, type ResumeStore, type Unfinished } from '@waybill/client';
 *
 * const entries = new Map<string, Unfinished>();
 * const resumeStore: ResumeStore = {
 *   get: async (fingerprint) => entries.get(fingerprint),
 *   set: async (fingerprint, unfinished) => void entries.set(fingerprint, unfinished),
 *   delete: async (fingerprint) => void entries.delete(fingerprint),
 *   keys: async () => [...entries.keys()],
 * };
 * const client = createClient({ apiUrl, getToken, resumeStore });
 */
export interface ResumeStore {
  /**
   * Reads an entry.
   * @param fingerprint of the file: its name, size, type and time of change
   * @returns the entry; `undefined` where there is none
   */
  get(fingerprint: string): Promise<Unfinished | undefined>;
  /**
   * Writes an entry, over the one that is there.
   * @param fingerprint of the file
   * @param unfinished what to remember: plain JSON
   * @returns nothing
   */
  set(fingerprint: string, unfinished: Unfinished): Promise<void>;
  /**
   * Removes an entry, where there is one.
   * @param fingerprint of the file
   * @returns nothing
   */
  delete(fingerprint: string): Promise<void>;
  /**
   * Lists the entries.
   * @returns the fingerprints of all
   */
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
