import { systemClock } from './api/clock.js';
import { Connection } from './api/connection.js';
import { contentUrl, contentUrls, download } from './api/content.js';
import type { Limits } from './api/contract.js';
import { requestFileChange, requestFileDeletion } from './api/file-change.js';
import { requestFiles, listPage } from './api/list.js';
import { idPath } from './api/path.js';
import { sharing } from './api/sharing.js';
import { waitForVerdict } from './api/verdict.js';
import type { Client, ClientOptions } from './client.js';
import { indexedDbStore, type ResumeStore } from './transfer/resume-store.js';
import { unfinishedUploads } from './transfer/unfinished.js';
import { upload } from './transfer/upload.js';
import type { ByteStream, StreamUploadOptions } from './transfer/upload-options.js';
import { UploadMemory } from './transfer/upload-memory.js';

/**
 * Makes a client of one deployment. It sends nothing before its first call, and holds nothing that must be closed.
 *
 * @param options where the API is, and how to get a token
 * @returns the client
 * @example
 * import { createClient } from '@waybill/client';
 *
 * const client = createClient({ apiUrl, getToken: () => session.accessToken });
 * const { id } = await client.upload(file, { onProgress: ({ sentBytes, sizeBytes }) => show(sentBytes / sizeBytes) });
 * const { status, reasons } = await client.waitForVerdict(id);
 */
export function createClient(options: ClientOptions): Client {
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  const store = options.resumeStore === undefined ? indexedDbStore() : (options.resumeStore ?? undefined);
  return clientOver(new Connection(options.apiUrl, options.getToken, fetch, systemClock), store);
}

/** The client over a connection of the caller's making: tests bring a clock of their own. */
export function clientOver(connection: Connection, store?: ResumeStore): Client {
  const memory = new UploadMemory(store, connection.apiUrl, connection.clock);
  return {
    upload: (bytes: Blob | ByteStream, options: Partial<StreamUploadOptions> = {}) =>
      upload(connection, memory, bytes, { ...options, filename: options.filename ?? (bytes as File).name }),
    unfinished: () => unfinishedUploads(connection, memory),
    waitForVerdict: (id, options) => waitForVerdict(connection, id, options),
    file: (id, call) => connection.ask('GET', idPath('files', id), { signal: call?.signal }),
    list: (options) => requestFiles(connection, options),
    listPage: (options) => listPage(connection, options),
    change: (id, changes, options) => requestFileChange(connection, id, changes, options),
    contentUrl: (id, options) => contentUrl(connection, id, options),
    contentUrls: (ids, options) => contentUrls(connection, ids, options),
    download: (id, call) => download(connection, id, call),
    delete: (id, options) => requestFileDeletion(connection, id, options),
    limits: async (call) =>
      (await connection.ask<{ limits: Limits }>('GET', '/health', { open: true, signal: call?.signal }))
        .limits,
    ...sharing(connection),
  };
}
