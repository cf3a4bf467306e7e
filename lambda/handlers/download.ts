import { dispatcher } from '../api/dispatcher.js';
import { downloadRoutes } from '../api/routes/download.js';
import { serve } from '../api/served.js';
import { bucketAddress } from '../aws/bucket-address.js';
import { documentClient } from '../aws/document-client.js';
import { fileTable } from '../aws/file-table.js';
import { grantTable } from '../aws/grant-table.js';
import { readSigner } from '../aws/read-signer.js';
import { environment } from '../core/environment.js';
import { readContent } from '../core/read-content.js';

const { bucket, table, region, policy, storageEndpoint } = environment(process.env);
const client = documentClient();

const ports = {
  now: () => new Date(),
  readExpiresInSeconds: policy.readExpiresInSeconds,
  files: fileTable(client, table),
  grants: grantTable(client, table),
  signRead: readSigner({ address: bucketAddress(bucket, region, storageEndpoint), region }),
};

/** Signs reads. Its role can read versions that are tagged clean, through a signed URL, and write nothing. */
export const handler = dispatcher<'download'>(
  {
    readContent: serve(downloadRoutes.readContent, async ({ subject, id, query, accept }) => {
      const { url, expiresAt } = await readContent(ports, subject, id, query.disposition);
      const headers = { Vary: 'Accept' };
      const log = { fileId: id };
      // A browser's `fetch` asks for JSON: after a cross-origin redirect its Origin is `null`, which no CORS rule allows.
      if (!accept.includes('application/json'))
        return { status: 302, headers: { ...headers, Location: url }, log };
      return { status: 200, headers, body: { url, expiresAt: expiresAt.toISOString() }, log };
    }),
  },
  policy.access,
);
