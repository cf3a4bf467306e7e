import type { ResumeStore, Unfinished } from '../../client/index.js';

/** A resume store that outlives the client, as a browser's outlives the page. */
export function keptUploads(entries = new Map<string, Unfinished>()): ResumeStore {
  return {
    get: async (fingerprint) => entries.get(fingerprint),
    set: async (fingerprint, unfinished) => void entries.set(fingerprint, unfinished),
    delete: async (fingerprint) => void entries.delete(fingerprint),
    keys: async () => [...entries.keys()],
  };
}
