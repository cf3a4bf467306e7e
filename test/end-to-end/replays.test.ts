import { describe, expect, test } from '@jest/globals';
import { bucketAddress } from '../../lambda/aws/object/bucket-address.js';
import { postSigner } from '../../lambda/aws/signing/post-signer.js';
import { partSigner, putSigner } from '../../lambda/aws/signing/put-signer.js';
import type { FileRecord, UploadMethod } from '../../lambda/core/file/file.js';
import { roleCredentials, system } from '../stack/system.js';
import { drawing, type Fixture } from './fixture.js';
import { sendForm, type SignedForm } from './form.js';
import { person, put, type Created, type Person, type SignedUpload } from './person.js';
import { storageEndpoint } from './signed.js';
import { storedVersions } from './stored-versions.js';
import { expire, tableClient, usageOf } from './table.js';
import { fileTable } from '../../lambda/aws/table/file-table.js';
import { until } from './until.js';
import { sdkTableClient } from '../aws/table/sdk-table-client.js';

const picture = drawing();
const script = { ...picture, bytes: Buffer.from('#!/bin/sh\n'.padEnd(picture.bytes.length, '\n')) };
/** The body of a replay: as long as declared, with different bytes. */
const evil = Buffer.concat([picture.bytes.subarray(0, -1), Buffer.from([0])]);

/** An upload, its bytes, and every URL that it had. */
interface Upload {
  readonly id: string;
  readonly record: FileRecord;
  /** Sends bytes to its URL. @returns S3's status */
  readonly send: (bytes: Uint8Array) => Promise<number>;
}

async function begin(alice: Person, method: UploadMethod, file: Fixture): Promise<Upload> {
  const created: Created = await alice.create(file, { method });
  const { id } = created;
  const record = await fileTable(sdkTableClient(tableClient), system.table).get(id);
  if (!record) throw new Error(`${id} has no record`);
  return { id, record, send: await sender(alice, created, method) };
}

async function sender(alice: Person, { id, upload }: Created, method: UploadMethod): Promise<Upload['send']> {
  switch (method) {
    case 'put':
      return async (bytes) => (await put(upload, bytes)).status;
    case 'post':
      return async (bytes) => (await sendForm(upload as unknown as SignedForm, bytes)).status;
    case 'multipart': {
      const body = { partNumbers: [1] };
      const { parts } = await alice.ask<{ parts: SignedUpload[] }>(`/uploads/${id}/parts`, {
        method: 'POST',
        body,
      });
      const [part] = parts;
      if (!part) throw new Error('no part was signed');
      return async (bytes) => (await put(part, bytes)).status;
    }
  }
}

/** The same URLs after their expiry: signed 16 minutes ago. */
async function aged(record: FileRecord): Promise<Upload['send']> {
  const { bucket, region } = system;
  const address = bucketAddress(bucket, region, storageEndpoint());
  const options = { address, region, credentials: await roleCredentials('presign') };
  const at = new Date(Date.now() - 16 * 60_000);
  const { key, sizeBytes, parts } = record;
  if (record.method === 'post') {
    const form = await postSigner(options)(record, at, 900);
    return async (bytes) => (await sendForm(form, bytes)).status;
  }
  const signed = parts
    ? await partSigner(options)({ key, uploadId: parts.uploadId, partNumber: 1, sizeBytes }, at, 900)
    : await putSigner(options)(record, at, 900);
  return async (bytes) => (await put({ headers: {}, ...signed }, bytes)).status;
}

const complete = (alice: Person, id: string) => alice.call(`/uploads/${id}/complete`, { method: 'POST' });

/** Ends an upload. @returns the result of a replay of its URL */
const ends = {
  verified: async (alice: Person, { id, send }: Upload) => {
    await send(picture.bytes);
    await complete(alice, id);
    expect((await alice.verdict(id)).status).toBe('verified');
    return send;
  },
  rejected: async (alice: Person, { id, send }: Upload) => {
    await send(script.bytes);
    await complete(alice, id);
    expect((await alice.verdict(id)).status).toBe('rejected');
    return send;
  },
  deleted: async (alice: Person, upload: Upload) => {
    await ends.verified(alice, upload);
    expect((await alice.call(`/files/${upload.id}`, { method: 'DELETE' })).status).toBe(204);
    return upload.send;
  },
  aborted: async (alice: Person, { id, send }: Upload) => {
    expect((await alice.call(`/uploads/${id}`, { method: 'DELETE' })).status).toBe(204);
    return send;
  },
  expired: async (_alice: Person, { id, record }: Upload) => {
    await expire(id);
    return aged(record);
  },
} satisfies Record<string, (alice: Person, upload: Upload) => Promise<Upload['send']>>;

/** Everything visible to readers and the quota. */
async function seen(alice: Person, id: string) {
  const [file, list, content] = await Promise.all([
    alice.call(`/files/${id}`),
    alice.call('/files'),
    alice.call(`/files/${id}/content`, { headers: { accept: 'application/json' } }),
  ]);
  const isReadable = content.status === 200;
  return {
    file: [file.status, withoutRequestId(await file.json())],
    list: await list.json(),
    content: isReadable
      ? Buffer.from(await (await alice.read(id)).arrayBuffer()).toString('base64')
      : content.status,
    usage: await usageOf(alice.subject),
  };
}

const withoutRequestId = (body: unknown) => ({ ...(body as object), requestId: undefined });

/** S3's response to the URL of each method, reused after each end. */
const answers = {
  verified: { put: 412, post: 204, multipart: 404 },
  rejected: { put: 200, post: 204, multipart: 404 },
  deleted: { put: 200, post: 204, multipart: 404 },
  aborted: { put: 200, post: 204, multipart: 404 },
  expired: { put: 403, post: 403, multipart: 403 },
} as const;

const cases = (Object.keys(answers) as (keyof typeof answers)[]).flatMap((end) =>
  (['put', 'post', 'multipart'] as const).map((method) => [method, end, answers[end][method]] as const),
);

describe('every URL of an upload that has ended, reused', () => {
  test.each(cases)('%s, %s: S3 returns %i, and nothing visible changes', async (method, end, status) => {
    const alice = await person();
    const upload = await begin(alice, method, picture);
    const { id, record } = upload;
    const replay = await ends[end](alice, upload);
    // What the end itself removes.
    const kept = end === 'verified' ? 1 : 0;
    const settled = () =>
      until('the versions that stay', async () => (await storedVersions(record.key)) === kept || undefined);
    await settled();
    const before = await seen(alice, id);

    expect(await replay(evil)).toBe(status);
    // Sequentially: for two within milliseconds the local engine's events have the same version.
    await settled();
    expect(await replay(picture.bytes)).toBe(status);
    await Promise.all([
      complete(alice, id),
      alice.call(`/uploads/${id}/renew`, { method: 'POST' }),
      alice.call(`/uploads/${id}/parts`, { method: 'POST', body: { partNumbers: [1] } }),
      alice.call(`/uploads/${id}/parts`),
    ]);
    expect(await seen(alice, id)).toEqual(before);
    await settled();
    expect(await seen(alice, id)).toEqual(before);
  });
});
