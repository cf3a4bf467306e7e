import { v7 } from 'uuid';
import { dispatcher } from '../api/dispatcher.js';
import { fileAnswer } from '../api/file-answer.js';
import { presignRoutes } from '../api/routes/presign.js';
import { serve } from '../api/served.js';
import { bucketAddress } from '../aws/bucket-address.js';
import { documentClient } from '../aws/document-client.js';
import { fileTable } from '../aws/file-table.js';
import { putSigner } from '../aws/put-signer.js';
import { createUpload } from '../core/create-upload.js';
import { environment } from '../core/environment.js';
import { keyFor } from '../core/object-key.js';
import { ownFile } from '../core/own-file.js';

const { bucket, table, region, policy, storageEndpoint } = environment(process.env);
const files = fileTable(documentClient(), table);

const ports = {
  policy,
  files,
  keyFor,
  now: () => new Date(),
  newFileId: (at: Date) => v7({ msecs: at.getTime() }),
  signPut: putSigner({ address: bucketAddress(bucket, region, storageEndpoint), region }),
};

/** Signs writes. Its role can write once under `files/` and read nothing. */
export const handler = dispatcher<'presign'>({
  createUpload: serve(presignRoutes.createUpload, async ({ subject, body }) => {
    const { file, upload } = await createUpload(ports, subject.owner, body);
    return {
      status: 201,
      headers: { location: `/uploads/${file.id}` },
      body: {
        id: file.id,
        file: fileAnswer(file),
        upload: { ...upload, headers: { ...upload.headers }, expiresAt: file.uploadExpiresAt.toISOString() },
      },
      log: { fileId: file.id, sizeBytes: file.sizeBytes, contentType: file.contentType },
    };
  }),

  // A PUT is complete when S3 says so; the event that follows it does the work, with or without this hint.
  completeUpload: serve(presignRoutes.completeUpload, async ({ subject, id }) => {
    const file = await ownFile(files, subject.owner, id);
    return { status: 202, body: fileAnswer(file), log: { fileId: file.id, fileStatus: file.status } };
  }),
});
