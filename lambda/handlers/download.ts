import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { asksForJson } from '../api/accept.js';
import { deprecated } from '../api/deprecation.js';
import { dispatcher } from '../api/dispatcher.js';
import { sessionCookies } from '../api/answer/session-cookies.js';
import { downloadRoutes } from '../api/routes/download.js';
import { serve, type Input } from '../api/served.js';
import { bucketAddress, originOf } from '../aws/object/bucket-address.js';
import { signedTableClient } from '../aws/table/query/signed-table-client.js';
import { fileTable } from '../aws/table/file-table.js';
import { grantTable } from '../aws/table/grant-table.js';
import { guessTable } from '../aws/table/guess-table.js';
import { boundSessions } from '../aws/signing/bound-sessions.js';
import { lazySigningSessions } from '../aws/signing/lazy-signing-sessions.js';
import { cdnSessionSigner } from '../aws/signing/cdn/cdn-session-signer.js';
import { cdnReadSigner } from '../aws/signing/cdn/cdn-read-signer.js';
import { lazyCdnKey } from '../aws/signing/cdn/lazy-cdn-key.js';
import { readSigner } from '../aws/signing/read-signer.js';
import { readTable } from '../aws/table/read-table.js';
import { shareTable } from '../aws/table/share-table.js';
import { cdnOf, environment, readSignerOf } from '../core/settings/environment.js';
import { openCdnSession } from '../core/read/cdn-session.js';
import { boundAddress, type Bind } from '../core/read/bound-address.js';
import { readContent, type Disposition } from '../core/read/read-content.js';
import { readUrls, type ReadUrlItem } from '../core/read/read-urls.js';
import { announcedReads } from './announced-reads.js';
import { deploymentMetrics } from './deployment-metrics.js';
import { shareVisits } from './share-visits.js';

const { bucket, table, region, policy, storageEndpoint } = environment(process.env);
const client = signedTableClient();
const address = bucketAddress(bucket, region, storageEndpoint);
const longReads = readSignerOf(process.env);
const cdn = cdnOf(process.env);
const metrics = deploymentMetrics(process.env);

const cdnSigning = cdn && { origin: cdn.origin, key: lazyCdnKey(cdn) };
const ports = {
  now: () => new Date(),
  bindsReads: policy.bindReads,
  readExpiresInSeconds: policy.readExpiresInSeconds,
  files: fileTable(client, table),
  grants: grantTable(client, table),
  shares: shareTable(client, table),
  counters: guessTable(client, table),
  ...(policy.announceReads && { readNotes: announcedReads(readTable(client, table), metrics) }),
  ...(cdnSigning && { signSession: cdnSessionSigner(cdnSigning) }),
  signRead: cdnSigning
    ? cdnReadSigner(cdnSigning)
    : readSigner({
        address,
        region,
        ...(longReads && { session: lazySigningSessions(longReads), sessionFor: boundSessions(longReads) }),
      }),
};

/** docs/api.md, "Deprecation". */
const urlRouteAdded = new Date('2026-11-30T00:00:00Z');

/** Counts of reads, without dimensions for users. */
function count(metric: 'ReadsSigned' | 'ShareDownloads', reads = 1): void {
  metrics.addMetric(metric, MetricUnit.Count, reads);
  metrics.publishStoredMetrics();
}

interface ReadQuery {
  readonly disposition?: Disposition | undefined;
  readonly bind?: Bind | undefined;
}

const wishesOf = ({ disposition, bind }: ReadQuery, source: string) => ({
  disposition,
  address: boundAddress(ports, bind, source),
});

/** A presigned read as the API answers with it. */
async function presignRead({ subject, id, query, source }: Input<typeof downloadRoutes.readUrl>) {
  const { url, expiresAt } = await readContent(ports, subject, id, wishesOf(query, source));
  count('ReadsSigned');
  return { url, expiresAt: expiresAt.toISOString() };
}

/** Reads of many files as the API answers with them. */
function answerItems(items: readonly ReadUrlItem[]) {
  const signed = items.filter((item) => 'url' in item).length;
  if (signed > 0) count('ReadsSigned', signed);
  return {
    body: {
      items: items.map((item) =>
        'url' in item ? { ...item, expiresAt: item.expiresAt.toISOString() } : item,
      ),
    },
    log: { count: items.length, signed },
  };
}

/**
 * Presigns reads. Its role can read versions that are tagged `clean`, only through a presigned URL, and write no
 * object.
 */
export const handler = dispatcher<'download'>(
  {
    readUrl: serve(downloadRoutes.readUrl, async (input) => {
      const body = await presignRead(input);
      return { status: 200, body, log: { fileId: input.id } };
    }),

    readContent: serve(downloadRoutes.readContent, async (input) => {
      const { id, accept } = input;
      const body = await presignRead(input);
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

    probeContent: serve(downloadRoutes.probeContent, async ({ subject, id, query, source }) => {
      const wishes = wishesOf(query, source);
      const { url } = await readContent(ports, subject, id, { ...wishes, method: 'HEAD' });
      return { status: 302, headers: { Vary: 'Accept', Location: url }, log: { fileId: id } };
    }),

    readUrls: serve(downloadRoutes.readUrls, async ({ subject, body, source }) => {
      const items = await readUrls(ports, subject, body.ids, wishesOf(body, source));
      return { status: 200, ...answerItems(items) };
    }),

    openCdnSession: serve(downloadRoutes.openCdnSession, async ({ subject, body, source }) => {
      const address = boundAddress(ports, body.bind, source);
      const { expiresAt, cookies, items } = await openCdnSession(ports, subject, body.ids, address);
      const { body: shown, log } = answerItems(items);
      const secondsLeft = Math.max(0, Math.floor((expiresAt.getTime() - ports.now().getTime()) / 1000));
      return {
        status: 200,
        ...(cdn?.cookies && { cookies: sessionCookies(cookies, cdn.cookies, secondsLeft) }),
        body: { expiresAt: expiresAt.toISOString(), cookies, ...shown },
        log,
      };
    }),

    ...shareVisits(ports, cdn?.origin ?? originOf(address), () => {
      count('ShareDownloads');
    }),
  },
  policy.access,
);
