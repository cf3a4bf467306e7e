import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { asksForJson } from '../api/accept.js';
import { deprecated } from '../api/deprecation.js';
import { dispatcher } from '../api/dispatcher.js';
import { downloadRoutes } from '../api/routes/download.js';
import { serve } from '../api/served.js';
import { bucketAddress, originOf } from '../aws/object/bucket-address.js';
import { tableClient } from '../aws/table/query/open-table.js';
import { fileTable } from '../aws/table/file-table.js';
import { grantTable } from '../aws/table/grant-table.js';
import { guessTable } from '../aws/table/guess-table.js';
import { lazySigningSessions } from '../aws/signing/lazy-signing-sessions.js';
import { cdnReadSigner } from '../aws/signing/cdn/cdn-read-signer.js';
import { lazyCdnKey } from '../aws/signing/cdn/lazy-cdn-key.js';
import { readSigner } from '../aws/signing/read-signer.js';
import { readTable } from '../aws/table/read-table.js';
import { shareTable } from '../aws/table/share-table.js';
import type { Subject } from '../core/access/subject.js';
import { cdnOf, environment, readSignerOf } from '../core/settings/environment.js';
import { readContent, type ReadWishes } from '../core/read/read-content.js';
import { readUrls } from '../core/read/read-urls.js';
import { announcedReads } from './announced-reads.js';
import { deploymentMetrics } from './deployment-metrics.js';
import { shareVisits } from './share-visits.js';

const { bucket, table, region, policy, storageEndpoint } = environment(process.env);
const client = tableClient();
const address = bucketAddress(bucket, region, storageEndpoint);
const longReads = readSignerOf(process.env);
const cdn = cdnOf(process.env);
const metrics = deploymentMetrics(process.env);

const ports = {
  now: () => new Date(),
  readExpiresInSeconds: policy.readExpiresInSeconds,
  files: fileTable(client, table),
  grants: grantTable(client, table),
  shares: shareTable(client, table),
  counters: guessTable(client, table),
  ...(policy.announceReads && { readNotes: announcedReads(readTable(client, table), metrics) }),
  signRead: cdn
    ? cdnReadSigner({ origin: cdn.origin, key: lazyCdnKey(cdn) })
    : readSigner({
        address,
        region,
        ...(longReads && { session: lazySigningSessions(longReads) }),
      }),
};

/** docs/api.md, "Deprecation". */
const urlRouteAdded = new Date('2026-11-30T00:00:00Z');

/** Counts of reads, without dimensions for users. */
function count(metric: 'ReadsSigned' | 'ShareDownloads', reads = 1): void {
  metrics.addMetric(metric, MetricUnit.Count, reads);
  metrics.publishStoredMetrics();
}

/** A presigned read as the API answers with it. */
async function presignRead(subject: Subject, id: string, wishes: ReadWishes) {
  const { url, expiresAt } = await readContent(ports, subject, id, wishes);
  count('ReadsSigned');
  return { url, expiresAt: expiresAt.toISOString() };
}

/**
 * Presigns reads. Its role can read versions that are tagged `clean`, only through a presigned URL, and write no
 * object.
 */
export const handler = dispatcher<'download'>(
  {
    readUrl: serve(downloadRoutes.readUrl, async ({ subject, id, query }) => {
      const body = await presignRead(subject, id, query);
      return { status: 200, body, log: { fileId: id } };
    }),

    readContent: serve(downloadRoutes.readContent, async ({ subject, id, query, accept }) => {
      const body = await presignRead(subject, id, query);
      const headers = { Vary: 'Accept' };
      const log = { fileId: id };
      // For clients of before `/url`. A browser's `fetch` cannot follow: after a cross-origin redirect its Origin is
      // `null`, which no CORS rule allows.
      if (!asksForJson(accept)) return { status: 302, headers: { ...headers, Location: body.url }, log };
      return {
        status: 200,
        headers: { ...headers, ...deprecated({ since: urlRouteAdded, successor: `/files/${id}/url` }) },
        body,
        log,
      };
    }),

    probeContent: serve(downloadRoutes.probeContent, async ({ subject, id, query }) => {
      const { url } = await readContent(ports, subject, id, { ...query, method: 'HEAD' });
      return { status: 302, headers: { Vary: 'Accept', Location: url }, log: { fileId: id } };
    }),

    readUrls: serve(downloadRoutes.readUrls, async ({ subject, body }) => {
      const items = await readUrls(ports, subject, body.ids, body.disposition);
      const signed = items.filter((item) => 'url' in item).length;
      if (signed > 0) count('ReadsSigned', signed);
      return {
        status: 200,
        body: {
          items: items.map((item) =>
            'url' in item ? { ...item, expiresAt: item.expiresAt.toISOString() } : item,
          ),
        },
        log: { count: items.length, signed },
      };
    }),

    ...shareVisits(ports, cdn?.origin ?? originOf(address), () => {
      count('ShareDownloads');
    }),
  },
  policy.access,
);
