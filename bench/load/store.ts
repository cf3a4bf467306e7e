import { randomBytes } from 'node:crypto';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { v7 } from 'uuid';
import { bucketAddress } from '../../lambda/aws/object/bucket-address.js';
import { putSigner } from '../../lambda/aws/signing/put-signer.js';
import { keyFor } from '../../lambda/core/file/object-key.js';
import { startVersitygw } from '../../test/contract/s3/engines/versitygw.js';
import { photo } from '../../test/core/records.js';
import { CountingAgent, request } from './counting-agent.js';
import { startProxy } from './proxy.js';
import { measure, type Timing } from './timing.js';

export interface StoreFigures {
  /** Client to store, by presigned URLs. */
  readonly direct: Timing;
  /** The same files through a proxy. */
  readonly proxied: Timing;
  readonly fileBytes: number;
  /** Bytes through the proxy for one file: in from the client, and out to the store. */
  readonly proxyBytes: number;
}

/** Files of 1 MB by our own presigned PUTs to versitygw on a disk, and through the baseline. */
export async function measureStore(files: number, atOnce: number): Promise<StoreFigures> {
  const { access, stop } = await startVersitygw();
  const proxy = await startProxy();
  try {
    const { endpoint, region, credentials } = access;
    if (!endpoint) throw new Error('versitygw has no address');
    const bucket = 'load';
    const client = new S3Client({ endpoint: endpoint.href, region, credentials, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));

    const address = bucketAddress(bucket, region, { url: endpoint, addressing: 'path' });
    const sign = putSigner({ address, region, credentials });
    const body = randomBytes(1_000_000);
    const presign = () => {
      const id = v7();
      return sign(photo({ id, key: keyFor('load', id), sizeBytes: body.length }), new Date(), 900);
    };
    const put = async (url: string, headers: object, agent: CountingAgent) => {
      const { status, body: answer } = await request(url, { method: 'PUT', headers, body, agent });
      if (status !== 200) throw new Error(`PUT: ${status} ${answer}`);
    };

    const directAgent = new CountingAgent(atOnce);
    const direct = await measure(files, atOnce, async () => {
      const { url, headers } = await presign();
      await put(url, { ...headers, 'content-length': body.length }, directAgent);
    });
    const proxyAgent = new CountingAgent(atOnce);
    const proxied = await measure(files, atOnce, async () => {
      const { url, headers } = await presign();
      const forwarded = { 'content-type': headers['Content-Type'], 'content-length': body.length };
      await put(proxy.url, { ...forwarded, 'x-storage-url': url }, proxyAgent);
    });
    return {
      direct,
      proxied,
      fileBytes: body.length,
      proxyBytes: Math.round((proxyAgent.bytes() / files) * 2),
    };
  } finally {
    await proxy.stop();
    await stop();
  }
}
