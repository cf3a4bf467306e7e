import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type * as z from 'zod/mini';
import type { Answer } from '../api/schema/answers.js';
import { dispatcher } from '../api/dispatcher.js';
import { erasureAnswer } from '../api/answer/erasure-answer.js';
import { fileAnswer } from '../api/answer/file-answer.js';
import { etagOf } from '../api/precondition.js';
import { logFailure } from '../api/request-log.js';
import { filesRoutes, type ListQuery } from '../api/routes/files.js';
import { serve } from '../api/served.js';
import { signedTableClient } from '../aws/table/query/signed-table-client.js';
import { erasureTable } from '../aws/table/erasure-table.js';
import { fileList } from '../aws/table/file-list.js';
import { fileTable } from '../aws/table/file-table.js';
import { shareTable } from '../aws/table/share-table.js';
import { grantTable } from '../aws/table/grant-table.js';
import { lazyFunctionInvoker } from '../aws/messages/lazy-function-invoker.js';
import { lazyValidatorQueue } from '../aws/messages/lazy-validator-queue.js';
import { s3Client, versionRemover } from '../aws/object/object-store.js';
import { sharedList } from '../aws/table/shared-list.js';
import { readableFile } from '../core/access/reach.js';
import { isAdministrator, nameOf, type Subject } from '../core/access/subject.js';
import { changeFile } from '../core/manage/change-file.js';
import { deleteFile } from '../core/manage/delete-file.js';
import { environment, publicUrlOf, sweepFunction, validationQueueUrl } from '../core/settings/environment.js';
import { erasureProgress, requestErasure } from '../core/erasure/erasure.js';
import type { FileRecord } from '../core/file/file.js';
import { listShared } from '../core/manage/list-shared.js';
import { decideHeld } from '../core/validation/held-file.js';
import { listFiles, listHeldFiles } from '../core/manage/list-files.js';
import { explainProblem } from '../core/problem.js';
import { erasureRequested } from '../core/sweep/function-message.js';
import { grants } from './grants.js';
import { shareManagement } from './share-management.js';

const { bucket, table, policy, storageEndpoint } = environment(process.env);
const client = signedTableClient();
const files = fileTable(client, table);

const askSweep = lazyFunctionInvoker(sweepFunction(process.env));

const now = () => new Date();
const ports = {
  now,
  policy,
  files,
  grants: grantTable(client, table),
  shares: shareTable(client, table),
  randomBytes,
  list: { now, files: fileList(client, table) },
  shared: sharedList(client, table),
  notifyValidator: lazyValidatorQueue(validationQueueUrl(process.env)).notifyValidator,
  newErasureId: (at: Date) => v7({ msecs: at.getTime() }),
  erasures: erasureTable(client, table),
  wake: wakeSweep,
  removeVersion: versionRemover(s3Client(storageEndpoint), bucket),
};

/** A recorded erasure is continued by the sweep; a failed invocation only delays it. */
async function wakeSweep(owner: string): Promise<void> {
  try {
    await askSweep(erasureRequested(owner));
  } catch (error) {
    logFailure('erasure', error);
  }
}

/**
 * Lists, shows and deletes files, and accepts decisions on held files. Its role can delete object versions and read
 * none.
 */
export const handler = dispatcher<'files'>(
  {
    listFiles: serve(filesRoutes.listFiles, async ({ subject, query }) => {
      const { files: page, nextCursor } = await listVisible(subject, query);
      return { status: 200, body: { items: page.map(fileAnswer), nextCursor }, log: { count: page.length } };
    }),

    readFile: serve(filesRoutes.readFile, async ({ subject, id }) => {
      const file = await readableFile(ports, subject, id);
      return shown(file);
    }),

    changeFile: serve(filesRoutes.changeFile, async ({ subject, id, body, ifMatch }) =>
      shown(await changeFile(ports, subject, id, body, ifMatch)),
    ),

    deleteFile: serve(filesRoutes.deleteFile, async ({ subject, id, ifMatch }) => {
      const file = await deleteFile(ports, subject, id, ifMatch);
      return { status: 204, log: { fileId: file.id, fileStatus: file.status } };
    }),

    releaseFile: serve(filesRoutes.releaseFile, async ({ subject, id }) => {
      const file = await decideHeld(ports, nameOf(subject), id, 'release');
      return { status: 202, body: fileAnswer(file), log: { fileId: file.id, fileStatus: file.status } };
    }),

    rejectFile: serve(filesRoutes.rejectFile, async ({ subject, id }) => {
      const file = await decideHeld(ports, nameOf(subject), id, 'reject');
      return { status: 202, body: fileAnswer(file), log: { fileId: file.id, fileStatus: file.status } };
    }),

    ...grants(ports),

    ...shareManagement(ports, publicUrlOf(process.env)),

    eraseFiles: serve(filesRoutes.eraseFiles, async ({ subject }) => {
      const erasure = await requestErasure(ports, subject.owner);
      const headers = { Location: '/owners/me/files/erasure' };
      return { status: 202, headers, body: erasureAnswer(erasure), log: { erasureId: erasure.id } };
    }),

    readErasure: serve(filesRoutes.readErasure, async ({ subject }) => {
      const erasure = await erasureProgress(ports, subject.owner);
      return { status: 200, body: erasureAnswer(erasure), log: { erasureId: erasure.id } };
    }),

    health: serve(filesRoutes.health, () => ({
      status: 200,
      body: {
        status: 'ok',
        limits: {
          minSizeBytes: policy.minSizeBytes ?? 0,
          maxSizeBytes: policy.maxSizeBytes,
          multipartThresholdBytes: policy.multipartThresholdBytes,
          allowedTypes: [...policy.allowedTypes],
          uploadExpiresInSeconds: policy.uploadExpiresInSeconds,
          partExpiresInSeconds: policy.partExpiresInSeconds,
          uploadLifeSeconds: policy.uploadLifeSeconds,
          readExpiresInSeconds: policy.readExpiresInSeconds,
          maxFiles: policy.quota.maxFiles ?? null,
          maxBytes: policy.quota.maxBytes ?? null,
          maxPendingUploads: policy.quota.maxPendingUploads ?? null,
          retentionSeconds: policy.retentionSeconds ?? null,
        },
      },
    })),

    openapi: serve(filesRoutes.openapi, () => ({ status: 200, body: openApiDocument() })),

    explainProblem: serve(filesRoutes.explainProblem, ({ id }) => ({
      status: 200,
      body: explainProblem(id),
    })),
  },
  policy.access,
);

function listVisible(subject: Subject, { sharedWithMe, ...request }: z.output<typeof ListQuery>) {
  if (sharedWithMe === 'true') return listShared(ports, subject, request);
  const ofEveryone = request.status === 'held' && isAdministrator(subject);
  return ofEveryone ? listHeldFiles(ports.list, request) : listFiles(ports.list, subject.owner, request);
}

const shown = (file: FileRecord) => ({
  status: 200 as const,
  headers: { ETag: etagOf(file) },
  body: fileAnswer(file),
  log: { fileId: file.id, fileStatus: file.status },
});

/** Generated at build time beside the bundle, so it does not slow down cold starts. */
const openApiDocument = () =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8')) as Answer<'OpenApi'>;
