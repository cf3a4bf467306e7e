import type { AbortUploadPorts } from '../../../lambda/core/upload/abort-upload.js';
import type { CompleteUploadPorts } from '../../../lambda/core/upload/complete-upload.js';
import type { CreateUploadPorts } from '../../../lambda/core/upload/create-upload.js';
import type { DeleteFilePorts } from '../../../lambda/core/manage/delete-file.js';
import type { ErasurePorts } from '../../../lambda/core/erasure/erasure.js';
import type { DecideHeldPorts } from '../../../lambda/core/validation/held-file.js';
import type { ManageGrantsPorts } from '../../../lambda/core/grant/manage-grants.js';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import type { ReadContentPorts } from '../../../lambda/core/read/read-content.js';
import type { ManageSharesPorts } from '../../../lambda/core/share/manage-shares.js';
import type { UseSharePorts } from '../../../lambda/core/share/use-share.js';
import type { SignPartsPorts } from '../../../lambda/core/upload/upload-parts.js';
import { accessPorts } from './access-ports.js';
import type { Process } from './process.js';
import { recordPorts } from './record-ports.js';
import type { Simulation } from './simulation.js';
import type { ValidationQueue } from './validation-queue.js';

export type ClientPorts = ManageSharesPorts &
  UseSharePorts &
  ManageGrantsPorts &
  ReadContentPorts &
  CreateUploadPorts &
  CompleteUploadPorts &
  AbortUploadPorts &
  DeleteFilePorts &
  DecideHeldPorts &
  SignPartsPorts &
  ErasurePorts;

/** No link here has a password. */
const noGuesses: ClientPorts['counters'] = { get: async () => undefined, set: async () => true };

/** The ports of `presign`, `files` and `download`. @param wake continues an erasure */
export function clientPorts(
  simulation: Simulation,
  process: Process,
  queue: ValidationQueue,
  wake: (owner: string) => void,
): ClientPorts {
  const { bucket, table, policy } = simulation;
  const now = () => simulation.now;
  return {
    ...{ policy, now, keyFor },
    newFileId: (at) => simulation.newId(at),
    newErasureId: (at) => simulation.newId(at),
    files: recordPorts(table, process),
    usage: {
      reserve: (owner, usage, quota) =>
        process.call('reserve', () => table.reserve(process, owner, usage, quota)),
      release: (owner, usage) => process.call('release', () => table.release(process, owner, usage)),
    },
    uploads: {
      add: (file, request) =>
        process.call(
          `add ${file.id.slice(-4)}`,
          () => table.add(process, file, request),
          request !== undefined,
        ),
      under: (owner, key) => process.call('under', () => table.under(owner, key)),
    },
    signer: {
      signPut: async () => ({ method: 'put', url: 'put', headers: {} }),
      signPost: async () => ({ method: 'post', url: 'post', fields: {} }),
    },
    signPart: async (_part, at, seconds) => ({
      url: 'part',
      expiresAt: new Date(at.getTime() + seconds * 1000),
    }),
    multipart: {
      begin: ({ key }) => process.call('begin', () => bucket.begin(key)),
      abort: (_key, uploadId) => process.call('abort parts', () => void bucket.uploads.delete(uploadId)),
    },
    listParts: (_key, uploadId) => process.call('list parts', () => bucket.partsOf(uploadId)),
    join: (_file, uploadId, parts) => process.call('join', () => bucket.join(uploadId, parts)),
    abortParts: (_key, uploadId) => process.call('abort parts', () => void bucket.uploads.delete(uploadId)),
    ...accessPorts(simulation, process),
    randomBytes: (size) => simulation.newBytes(size),
    counters: noGuesses,
    readExpiresInSeconds: 900,
    signRead: async (_version, at, seconds) => ({
      ...{ url: 'read', expiresAt: new Date(at.getTime() + seconds * 1000) },
    }),
    removeVersion: (key, versionId) =>
      process.call(`remove ${versionId}`, () => bucket.remove(key, versionId)),
    notifyValidator: (id, { verdict, by, at }) =>
      process.call('tell', () =>
        queue.tell({
          ...{ source: 'waybill', 'detail-type': 'Held File Decided' },
          detail: { id, verdict, by, at: at.toISOString() },
        }),
      ),
    erasures: {
      of: (owner) => process.call('erasure', () => table.erasures.get(owner)),
      begin: (erasure) => process.call('begin erasure', () => table.beginErasure(erasure)),
    },
    wake: (owner) => process.call('wake', () => wake(owner)),
  };
}
