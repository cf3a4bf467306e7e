import { inTime } from '../api/patience.js';

/** The stored upload and its file. */
export interface UnfinishedFile {
  /** Of the upload. It is from the service; until its response, only the key identifies the upload. */
  readonly id?: string;
  /** As it was declared. */
  readonly filename: string;
  /** Size of the file in bytes. */
  readonly sizeBytes: number;
}

/** The stored state of an unfinished upload. */
export interface Unfinished {
  /** Its Idempotency-Key. */
  readonly key: string;
  /** Numbers of the parts that storage acknowledged, from 1. */
  readonly parts: readonly number[];
  /** Length of each part but the last, in bytes; 0 for a single PUT. */
  readonly partBytes: number;
  /** The upload and its file. */
  readonly file: UnfinishedFile;
  /** Base URL of the API at which it was created. */
  readonly apiUrl: string;
  /** When it was created: milliseconds since 1970. */
  readonly startedAt: number;
}

/**
 * Stores unfinished uploads across page loads. If it fails, uploads still work, but do not resume.
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
   * @param fingerprint of the file: its name, size, type and modification time, and a sample of its bytes
   * @returns the entry; `undefined` without one
   */
  get(fingerprint: string): Promise<Unfinished | undefined>;
  /**
   * Writes an entry, replacing an existing one.
   * @param fingerprint of the file
   * @param unfinished the entry: plain JSON
   * @returns nothing
   */
  set(fingerprint: string, unfinished: Unfinished): Promise<void>;
  /**
   * Removes an entry, if there is one.
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
