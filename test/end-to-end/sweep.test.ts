import { randomUUID } from 'node:crypto';
import { ListMultipartUploadsCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { FileRecord, FileStatus } from '../../lambda/core/file/file.js';
import { ago, hours, minutes, nothing, SweptStack, text } from './swept-stack.js';
import { until } from './until.js';

let stack: SweptStack;
let owner: string;
beforeAll(async () => {
  stack = await SweptStack.deploy('WaybillSwept');
}, 180_000);
const someone = () => (owner = `swept-${randomUUID()}`);

const openUploads = async (key: string) => {
  const { Uploads = [] } = await stack.s3.send(
    new ListMultipartUploadsCommand({ Bucket: stack.bucket, Prefix: key }),
  );
  return Uploads.length;
};
const untilStatus = ({ id }: FileRecord, status: FileStatus) =>
  until(`${status}`, async () => {
    const file = await stack.files.get(id);
    return file?.status === status ? file : undefined;
  });

describe('an upload past its time', () => {
  test('expires without bytes, and its quota is released', async () => {
    const file = await stack.createAt(ago(hours(3)), someone());
    const young = await stack.createAt(ago(minutes(70)), owner);
    expect((await stack.usageOf(owner)).files).toBe(2);
    await stack.sweep();
    expect(await untilStatus(file, 'expired')).toMatchObject({ status: 'expired' });
    // Its URL has expired, but the grace period has not: a slow PUT may still finish.
    expect((await stack.files.get(young.id))?.status).toBe('pending');
    expect(await stack.usageOf(owner)).toEqual({ files: 1, bytes: text.length, pendingFiles: 1 });
  });

  test('loses its parts', async () => {
    const file = await stack.createAt(ago(hours(5)), someone(), { method: 'multipart' });
    expect(await openUploads(file.key)).toBe(1);
    await stack.sweep();
    await untilStatus(file, 'expired');
    expect(await openUploads(file.key)).toBe(0);
    expect(await stack.usageOf(owner)).toEqual(nothing);
  });

  test('is checked if its bytes arrived without an event', async () => {
    const file = await stack.createAt(ago(hours(3)), someone());
    await stack.putUnheard(file.key);
    await stack.sweep();
    expect(await untilStatus(file, 'verified')).toMatchObject({ detectedType: 'text/plain' });
    expect(await stack.usageOf(owner)).toEqual({ files: 1, bytes: text.length, pendingFiles: 0 });
  });

  test('has its parts joined where its client did not stay to see it', async () => {
    const file = await stack.createAt(ago(minutes(20)), someone(), { method: 'multipart' });
    await stack.s3.send(
      new UploadPartCommand({
        ...{ Bucket: stack.bucket, Key: file.key, UploadId: file.parts?.uploadId ?? '' },
        ...{ PartNumber: 1, Body: text },
      }),
    );
    expect(await stack.files.change(file, { status: 'completing' })).toBeDefined();
    await stack.sweep();
    await until('the object', async () => (await stack.stored(file.key)) === 1 || undefined);
    // The event of the joined object is lost too: a later sweep finds it.
    const swept = await until('the note', async () => {
      const read = await stack.files.get(file.id);
      return read?.swept && read;
    });
    await stack.files.change(swept, { swept: { attempts: 1, at: ago(minutes(6)) } });
    await stack.sweep();
    await untilStatus(file, 'verified');
    expect(await stack.usageOf(owner)).toEqual({ files: 1, bytes: text.length, pendingFiles: 0 });
  });
});

describe('a file whose check is overdue', () => {
  const uploaded = async (versionId?: string) => {
    const file = await stack.createAt(ago(minutes(40)), someone());
    const version = { versionId: versionId ?? (await stack.putUnheard(file.key)), sequencer: '' };
    const change = { status: 'uploaded', uploadedAt: ago(minutes(20)), version } as const;
    return (await stack.files.change(file, change)) ?? file;
  };

  test('is enqueued for `validate` again', async () => {
    const file = await uploaded();
    await stack.sweep();
    await untilStatus(file, 'verified');
  });

  test('is rejected if its bytes were removed, with the reason', async () => {
    const file = await uploaded('never-stored');
    await stack.sweep();
    const lost = await untilStatus(file, 'rejected');
    expect(lost.reasons).toMatchObject([{ code: 'bytes-missing' }]);
    expect(await stack.usageOf(owner)).toEqual(nothing);
  });
});

describe('a file with a retention', () => {
  test('is deleted within one sweep after it, with its name', async () => {
    const file = await stack.createAt(ago(hours(3)), someone(), {
      expiresInSeconds: 2 * 3600,
      metadata: { album: 'Bali' },
    });
    await stack.putUnheard(file.key);
    await stack.sweep();
    await untilStatus(file, 'verified');
    await until('the index', async () => (await stack.sweep()).counts.deleted);
    const gone = await untilStatus(file, 'deleted');
    expect(gone).toMatchObject({ deletedFor: 'retention', filename: '', metadata: {} });
    expect(await stack.stored(file.key)).toBe(0);
    expect(await stack.usageOf(owner)).toEqual(nothing);
    const ada = await stack.person(owner);
    expect((await ada.call(`/files/${file.id}`)).status).toBe(404);
  });

  test('has an expiry, up to the deployment’s retention', async () => {
    const ada = await stack.person(someone());
    const body = { filename: 'note.txt', contentType: 'text/plain', sizeBytes: text.length };
    const expiry = async (more: object) => {
      const { file } = await ada.ask<{ file: { createdAt: string; expiresAt: string } }>('/uploads', {
        method: 'POST',
        body: { ...body, ...more },
      });
      return (Date.parse(file.expiresAt) - Date.parse(file.createdAt)) / 1000;
    };
    expect(await expiry({})).toBe(7 * 24 * 3600);
    expect(await expiry({ expiresInSeconds: 3600 })).toBe(3600);
    for (const expiresInSeconds of [7 * 24 * 3600 + 1, 59, 1e10]) {
      const refused = await ada.call('/uploads', { method: 'POST', body: { ...body, expiresInSeconds } });
      const { code, errors } = (await refused.json()) as { code: string; errors: { pointer: string }[] };
      expect([refused.status, code, errors[0]?.pointer]).toEqual([
        400,
        'invalid-request',
        '/expiresInSeconds',
      ]);
    }
  });
});

describe('a tombstone', () => {
  const dead = async (keepUntil: Date, version?: { versionId: string; sequencer: string }) => {
    const file = await stack.createAt(ago(hours(30)), someone());
    const versionId = version?.versionId ?? (await stack.putUnheard(file.key));
    const change = { status: 'deleted', keepUntil, version: { versionId, sequencer: '' } } as const;
    return (await stack.files.change(file, change)) ?? file;
  };

  test('whose bytes a crash has left loses them', async () => {
    const file = await dead(new Date(Date.now() + hours(5)));
    expect(await stack.stored(file.key)).toBe(1);
    await stack.sweep();
    await until('the removal', async () => (await stack.stored(file.key)) === 0 || undefined);
    expect((await stack.files.get(file.id))?.status).toBe('deleted');
  });

  test('is removed after its time', async () => {
    const file = await dead(ago(minutes(1)));
    await until('its end', async () => {
      await stack.sweep();
      return (await stack.files.get(file.id)) === undefined || undefined;
    });
    expect(await stack.stored(file.key)).toBe(0);
  });
});

test('a dry run reports what a sweep would do, without changes', async () => {
  const file = await stack.createAt(ago(hours(3)), someone());
  const report = await until('the index', async () => {
    const told = await stack.sweep({ dryRun: true });
    return told.counts.expired ? told : undefined;
  });
  expect(report).toMatchObject({ dryRun: true, complete: true });
  expect(report.actions).toContainEqual({ outcome: 'expired', id: file.id });
  expect((await stack.files.get(file.id))?.status).toBe('pending');
  expect((await stack.usageOf(owner)).files).toBe(1);

  const printed = await stack.command('sweep', '--dry-run');
  expect(JSON.parse(printed)).toMatchObject({ dryRun: true, counts: { expired: expect.any(Number) } });
  expect(printed).toContain(file.id);
  expect((await stack.files.get(file.id))?.status).toBe('pending');
});

test('many sweeps at once do each thing once', async () => {
  someone();
  const made = await Promise.all(Array.from({ length: 20 }, () => stack.createAt(ago(hours(3)), owner)));
  await Promise.all(Array.from({ length: 4 }, () => stack.sweep()));
  await stack.sweep();
  for (const file of made) await untilStatus(file, 'expired');
  expect(await stack.usageOf(owner)).toEqual(nothing);
});
