import { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { v7 } from 'uuid';
import { dispatcher } from '../api/dispatcher.js';
import { fileAnswer } from '../api/answer/file-answer.js';
import { presignRoutes } from '../api/routes/presign.js';
import { serve } from '../api/served.js';
import { partAnswer, uploadAnswer } from '../api/answer/upload-answer.js';
import { bucketAddress } from '../aws/object/bucket-address.js';
import { signedTableClient } from '../aws/table/query/signed-table-client.js';
import { fileTable } from '../aws/table/file-table.js';
import { multipartStore } from '../aws/object/multipart-store.js';
import { lazySigningSessions } from '../aws/signing/lazy-signing-sessions.js';
import { postSigner } from '../aws/signing/post-signer.js';
import { partSigner, putSigner } from '../aws/signing/put-signer.js';
import { uploadTable } from '../aws/table/upload-table.js';
import { usageTable } from '../aws/table/usage-table.js';
import { abortUpload } from '../core/upload/abort-upload.js';
import { completeUpload } from '../core/upload/complete-upload.js';
import { createUpload } from '../core/upload/create-upload.js';
import { environment, partSignerOf } from '../core/settings/environment.js';
import { keyFor } from '../core/file/object-key.js';
import { renewUpload } from '../core/upload/renew-upload.js';
import { finishJoining } from '../core/sweep/finish-joining.js';
import { isFunctionMessage, type FunctionMessage } from '../core/sweep/function-message.js';
import { listParts, signParts } from '../core/upload/upload-parts.js';

const { bucket, table, region, policy, storageEndpoint } = environment(process.env);
const client = signedTableClient();
const signing = { address: bucketAddress(bucket, region, storageEndpoint), region };
const multipart = multipartStore(signing.address, region);
const longParts = partSignerOf(process.env);
const now = () => new Date();
const logger = new Logger();

const ports = {
  policy,
  now,
  keyFor,
  newFileId: (at: Date) => v7({ msecs: at.getTime() }),
  files: fileTable(client, table),
  usage: usageTable(client, table, now),
  uploads: uploadTable(client, table, now),
  signer: {
    signPut: putSigner(signing),
    signPost: postSigner({ ...signing, minSizeBytes: policy.minSizeBytes }),
  },
  signPart: partSigner({ ...signing, ...(longParts && { session: lazySigningSessions(longParts) }) }),
  multipart,
  listParts: multipart.listParts,
  join: multipart.join,
  abortParts: multipart.abort,
};

const api = dispatcher<'presign'>(
  {
    createUpload: serve(presignRoutes.createUpload, async ({ subject, body, idempotencyKey }) => {
      const { file, upload } = await createUpload(ports, subject, body, idempotencyKey);
      return {
        status: 201,
        headers: { Location: `/uploads/${file.id}` },
        body: uploadAnswer(file, upload),
        log: {
          fileId: file.id,
          sizeBytes: file.sizeBytes,
          contentType: file.contentType,
          method: file.method,
        },
      };
    }),

    renewUpload: serve(presignRoutes.renewUpload, async ({ subject, id }) => {
      const { file, upload } = await renewUpload(ports, subject, id);
      return { status: 200, body: uploadAnswer(file, upload), log: { fileId: file.id } };
    }),

    signParts: serve(presignRoutes.signParts, async ({ subject, id, body }) => {
      const { parts } = await signParts(ports, subject, id, body.partNumbers, body.sizeBytes);
      return {
        status: 200,
        body: { parts: parts.map(partAnswer) },
        log: { fileId: id, count: parts.length },
      };
    }),

    listParts: serve(presignRoutes.listParts, async ({ subject, id }) => {
      const parts = await listParts(ports, subject, id);
      return {
        status: 200,
        body: { parts: parts.map(({ partNumber, sizeBytes, etag }) => ({ partNumber, sizeBytes, etag })) },
        log: { fileId: id, count: parts.length },
      };
    }),

    completeUpload: serve(presignRoutes.completeUpload, async ({ subject, id }) => {
      const file = await completeUpload(ports, subject, id);
      return { status: 202, body: fileAnswer(file), log: { fileId: file.id, fileStatus: file.status } };
    }),

    abortUpload: serve(presignRoutes.abortUpload, async ({ subject, id }) => {
      const file = await abortUpload(ports, subject, id);
      return { status: 204, log: { fileId: file.id, fileStatus: file.status } };
    }),
  },
  policy.access,
);

/**
 * Presigns writes. Its role can write once under `files/` and read nothing. `sweep`, which may not write, invokes it to
 * join parts.
 */
export const handler = async (event: APIGatewayProxyEventV2 | FunctionMessage, context: Context) => {
  if (!isFunctionMessage(event)) return api(event, context);
  if (event['detail-type'] !== 'Joining Unfinished') throw new Error('a message that presign does not take');
  const { id } = event.detail;
  logger.info('joining', { fileId: id, outcome: await finishJoining(ports, id) });
  return { statusCode: 204 };
};
