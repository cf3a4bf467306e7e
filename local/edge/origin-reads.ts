import { GetObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { pipeline } from 'node:stream/promises';
import http, { type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { bucketAddress } from '../../lambda/aws/object/bucket-address.js';
import { patience } from '../../lambda/aws/patience.js';
import { presigner } from '../../lambda/aws/signing/presigner.js';
import type { ClientSettings } from '../engine/engine.js';
import { largestKept } from './edge-cache.js';

export interface OriginRead {
  readonly method: 'GET' | 'HEAD';
  /** Percent-encoded, with the slash in front. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
}

export interface OriginAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sends the body. @returns it, if it is small enough to be kept */
  sendTo(response: ServerResponse): Promise<Buffer | undefined>;
}

/** Reads of the bucket; undefined where its policy does not let CloudFront read. */
export type OriginReads = (read: OriginRead) => Promise<OriginAnswer | undefined>;

/** Of a viewer's request, what is sent on besides the cache key. CloudFront answers conditions of what it keeps itself. */
export const forwardedHeaders = [
  'range',
  'if-none-match',
  'if-modified-since',
  'if-match',
  'if-unmodified-since',
  'if-range',
];

/**
 * CloudFront's origin access control. The engine applies no policy to its own root, as which it is called here, so the
 * statement `CdnReadsClean` of the bucket's policy is applied here: a version id, and the tag `clean`.
 */
export function originReads(bucket: string, client: ClientSettings, region: string): OriginReads {
  const address = bucketAddress(bucket, region, { url: new URL(client.endpoint), addressing: 'path' });
  const presign = presigner({ address, region, credentials: client.credentials });
  const s3 = new S3Client({ ...client, ...patience(30_000), forcePathStyle: true });
  const isClean = async (key: string, versionId: string) => {
    const tags = await s3
      .send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key, VersionId: versionId }))
      .catch(() => undefined);
    return tags?.TagSet?.some(({ Key, Value }) => Key === 'verdict' && Value === 'clean') === true;
  };
  return async ({ method, path, query, headers }) => {
    const key = decodeURIComponent(path.slice(1));
    const { versionId } = query;
    if (versionId === undefined || !(await isClean(key, versionId))) return undefined;
    const url = await presign({ method, key, query, at: new Date(), expiresInSeconds: 60 });
    const sent = Object.fromEntries(
      forwardedHeaders.flatMap((name) => {
        const value = headers[name];
        return typeof value === 'string' ? [[name, value] as const] : [];
      }),
    );
    return answerOf(await fetchFrom(url, method, sent));
  };
}

const silentMs = 30_000;

function fetchFrom(
  url: string,
  method: string,
  headers: Record<string, string>,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http
      .request(url, { method, headers, timeout: silentMs })
      .on('response', resolve)
      .on('timeout', function (this: http.ClientRequest) {
        this.destroy(new Error('the local engine does not answer'));
      })
      .on('error', reject)
      .end();
  });
}

/** Headers of one connection, and of CORS, which the edge sets. */
const ownHeaders = /^(connection|keep-alive|transfer-encoding|access-control-.*|vary)$/;

function answerOf(message: http.IncomingMessage): OriginAnswer {
  const headers = Object.fromEntries(
    Object.entries(message.headers).flatMap(([name, value]) =>
      typeof value === 'string' && !ownHeaders.test(name) ? [[name, value] as const] : [],
    ),
  );
  const isKept = Number(message.headers['content-length'] ?? Infinity) <= largestKept;
  return {
    status: message.statusCode ?? 502,
    headers,
    async sendTo(response) {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => {
        if (isKept) chunks.push(chunk);
      });
      await pipeline(message, response);
      return isKept ? Buffer.concat(chunks) : undefined;
    },
  };
}
