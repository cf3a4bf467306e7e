import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { fileTable } from '../../lambda/aws/table/file-table.js';
import { uploadTable } from '../../lambda/aws/table/upload-table.js';
import { usageTable } from '../../lambda/aws/table/usage-table.js';
import { abortUpload } from '../../lambda/core/upload/abort-upload.js';
import { createUpload, type CreateUploadPorts } from '../../lambda/core/upload/create-upload.js';
import { deleteFile } from '../../lambda/core/manage/delete-file.js';
import { keyFor } from '../../lambda/core/file/object-key.js';
import type { Quota } from '../../lambda/core/file/usage.js';
import { system } from '../stack/system.js';
import { drawing } from './fixture.js';
import { subject } from '../core/records.js';
import { person, type ShownFile } from './person.js';
import { nothing, tableClient, usageOf } from './table.js';
import { sdkTableClient } from '../aws/table/sdk-table-client.js';

const now = () => new Date();
const files = fileTable(sdkTableClient(tableClient), system.table);
const none = { removeAll: async () => {} };
const unused = () => Promise.reject(new Error('no parts here'));

/** The use cases on the deployed table, with a quota that the deployed functions do not have. */
function within(quota: Quota) {
  const ports: CreateUploadPorts = {
    now,
    keyFor,
    files,
    policy: {
      allowedTypes: ['image/png'],
      maxSizeBytes: 1_000_000,
      multipartThresholdBytes: 1_000_000,
      uploadExpiresInSeconds: 900,
      partExpiresInSeconds: 900,
      uploadLifeSeconds: 86_400,
      readExpiresInSeconds: 900,
      maxPixels: 1_000_000,
      contentLevel: 'strict',
      onFinding: 'reject',
      access: { ownerClaim: 'sub', groupsClaim: 'cognito:groups', rolesClaim: 'cognito:groups' },
      quota,
    },
    newFileId: (at) => v7({ msecs: at.getTime() }),
    usage: usageTable(sdkTableClient(tableClient), system.table, now),
    uploads: uploadTable(sdkTableClient(tableClient), system.table, now),
    signer: { signPut: async () => ({ method: 'put', url: '', headers: {} }), signPost: unused },
    multipart: { begin: unused, abort: unused },
  };
  const owner = randomUUID();
  const request = { filename: 'a.png', contentType: 'image/png', sizeBytes: 1_000 };
  return { owner, create: (key?: string) => createUpload(ports, subject(owner), request, key) };
}

describe('a quota', () => {
  test.each([
    [{ maxFiles: 10 }, 'quota-exceeded'],
    [{ maxBytes: 10_999 }, 'quota-exceeded'],
    [{ maxPendingUploads: 10 }, 'too-many-uploads'],
  ])('of %j lets ten of a hundred at once through, and nothing is held in the end', async (quota, code) => {
    const { owner, create } = within(quota);
    const all = await Promise.allSettled(Array.from({ length: 100 }, () => create()));
    const made = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.file] : []));
    const refusals = all.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
    );
    expect([made.length, new Set(refusals)]).toEqual([10, new Set([code])]);
    expect(await usageOf(owner)).toEqual({ files: 10, bytes: 10_000, pendingFiles: 10 });

    // The usage after each end of an upload: aborted, expired, rejected, or verified and deleted.
    const refused = made.filter((_file, index) => index % 4 === 1);
    const outOfTime = made.filter((_file, index) => index % 4 === 2);
    const verified = made.filter((_file, index) => index % 4 === 3);
    await Promise.all([
      ...refused.map((file) => files.change(file, { status: 'rejected' })),
      ...outOfTime.map((file) => files.change(file, { status: 'expired' })),
      ...verified.map((file) => files.change(file, { status: 'verified', sizeBytes: 900 })),
    ]);
    const { length } = verified;
    const given = made.length - refused.length - outOfTime.length - length;
    expect(await usageOf(owner)).toEqual({
      files: length + given,
      bytes: length * 900 + given * 1_000,
      pendingFiles: given,
    });
    await Promise.all(
      made.map(({ id }, index) =>
        index % 4 === 0
          ? abortUpload({ now, files, abortParts: unused }, subject(owner), id)
          : deleteFile({ now, files, grants: none, shares: none, removeVersion: unused }, subject(owner), id),
      ),
    );
    expect(await usageOf(owner)).toEqual(nothing);
  });

  test('counts concurrent requests with one key once', async () => {
    const { owner, create } = within({ maxFiles: 100 });
    const made = await Promise.all(Array.from({ length: 20 }, () => create('one key')));
    expect(new Set(made.map(({ file }) => file.id)).size).toBe(1);
    expect(await usageOf(owner)).toEqual({ files: 1, bytes: 1_000, pendingFiles: 1 });
  });

  test('counts pending bytes, then stored ones, then nothing', async () => {
    const alice = await person();
    const picture = drawing();
    const { bytes } = picture;
    const { id } = await alice.create(picture);
    expect(await usageOf(alice.subject)).toEqual({ files: 1, bytes: bytes.length, pendingFiles: 1 });
    await alice.call(`/uploads/${id}`, { method: 'DELETE' });
    const stored = await alice.store(picture);
    expect(await usageOf(alice.subject)).toEqual({ files: 1, bytes: bytes.length, pendingFiles: 0 });
    const fake = await alice.store({ ...picture, bytes: Buffer.from('#!/bin/sh\necho no picture\n') });
    expect((fake satisfies ShownFile).status).toBe('rejected');
    await alice.call(`/files/${stored.id}`, { method: 'DELETE' });
    expect(await usageOf(alice.subject)).toEqual(nothing);
  });
});
