import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../api/answers.js';
import { dispatcher } from '../api/dispatcher.js';
import { fileAnswer } from '../api/file-answer.js';
import { filesRoutes } from '../api/routes/files.js';
import { serve } from '../api/served.js';
import { documentClient } from '../aws/document-client.js';
import { fileList } from '../aws/file-list.js';
import { fileTable } from '../aws/file-table.js';
import { shareTable } from '../aws/share-table.js';
import { grantTable } from '../aws/grant-table.js';
import { lazyValidatorQueue } from '../aws/lazy-validator-queue.js';
import { s3Client, versionRemover } from '../aws/object-store.js';
import { readableFile } from '../core/access/reach.js';
import { isAdministrator, nameOf } from '../core/access/subject.js';
import { deleteFile } from '../core/delete-file.js';
import { environment, publicUrlOf, validationQueueUrl } from '../core/environment.js';
import { decideHeld } from '../core/held-file.js';
import { listFiles, listHeldFiles } from '../core/list-files.js';
import { explainProblem } from '../core/problem.js';
import { shareManagement } from './share-management.js';

const { bucket, table, policy, storageEndpoint } = environment(process.env);
const client = documentClient();
const files = fileTable(client, table);

const ports = {
  now: () => new Date(),
  files,
  grants: grantTable(client, table),
  shares: shareTable(client, table),
  randomBytes,
  list: { files: fileList(client, table) },
  tellValidator: lazyValidatorQueue(validationQueueUrl(process.env)).tellValidator,
  removeVersion: versionRemover(s3Client(storageEndpoint), bucket),
};

/** Lists, shows, deletes, and takes decisions on held files. Its role can delete object versions and read none. */
export const handler = dispatcher<'files'>(
  {
    listFiles: serve(filesRoutes.listFiles, async ({ subject, query }) => {
      const ofEveryone = query.status === 'held' && isAdministrator(subject);
      const { files: page, nextCursor } = ofEveryone
        ? await listHeldFiles(ports.list, query)
        : await listFiles(ports.list, subject.owner, query);
      return { status: 200, body: { items: page.map(fileAnswer), nextCursor }, log: { count: page.length } };
    }),

    readFile: serve(filesRoutes.readFile, async ({ subject, id }) => {
      const file = await readableFile(ports, subject, id);
      return { status: 200, body: fileAnswer(file), log: { fileId: file.id, fileStatus: file.status } };
    }),

    deleteFile: serve(filesRoutes.deleteFile, async ({ subject, id }) => {
      const file = await deleteFile(ports, subject, id);
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

    ...shareManagement(ports, publicUrlOf(process.env)),

    health: serve(filesRoutes.health, () => ({
      status: 200,
      body: {
        status: 'ok',
        limits: {
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

/** Made at build time and laid beside the bundle: no cold start pays for it. */
const openApiDocument = () =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8')) as Answer<'OpenApi'>;
