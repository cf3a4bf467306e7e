import { describe, expect, test } from '@jest/globals';
import { completeUpload, type CompleteUploadPorts } from '../../../lambda/core/upload/complete-upload.js';
import { createUpload } from '../../../lambda/core/upload/create-upload.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { validateObject } from '../../../lambda/core/validation/validate-object.js';
import type { ValidationPorts } from '../../../lambda/core/validation/validation.js';
import { dying, Killed, type Death } from '../dying.js';
import { alice, noon } from '../records.js';
import { UploadService } from '../upload-service.js';

const part = 5 * 1024 ** 2;
const request = { filename: 'v.png', contentType: 'image/png', sizeBytes: part + 5 };

/** Two parts in S3, an S3 that joins them, and its event. */
class Shipment {
  readonly service = new UploadService();
  /** The objects that S3 has joined. */
  readonly objects: { key: string; sizeBytes: number }[] = [];
  /** Versions with the tag that makes them readable. */
  readonly clean: string[] = [];
  file!: FileRecord;

  async begin(): Promise<this> {
    ({ file: this.file } = await createUpload(this.service.ports, alice, request));
    this.parts()?.push(
      { partNumber: 1, sizeBytes: part, etag: '"1"' },
      { partNumber: 2, sizeBytes: 5, etag: '"2"' },
    );
    return this;
  }

  private parts = () => this.service.multipart.get(this.file.parts?.uploadId ?? '');

  readonly ports: CompleteUploadPorts = {
    files: this.service.ports.files,
    policy: this.service.ports.policy,
    listParts: this.service.ports.listParts,
    join: async (file, uploadId, parts) => {
      if (!this.parts()) return 'unknown';
      const sizeBytes = parts.reduce((sum, one) => sum + one.sizeBytes, 0);
      this.objects.push({ key: file.key, sizeBytes });
      return this.service.ports.join(file, uploadId, parts);
    },
  };

  complete(death?: Death): Promise<FileRecord> {
    const { files, policy, listParts, join } = this.ports;
    const { get, change } = files;
    return completeUpload(
      { ...dying({ files: { get, change }, listParts, join }, death), policy },
      alice,
      this.file.id,
    );
  }

  /** S3's event of each object. */
  async announce(): Promise<void> {
    const ports: ValidationPorts = {
      now: () => noon,
      policy: { quota: {}, onFinding: 'reject' },
      files: { ...this.service.ports.files, revive: () => Promise.reject(new Error('never expired')) },
      store: {
        head: async () =>
          this.objects[0] && { versionId: 'v1', sizeBytes: this.objects[0].sizeBytes, properties: {} },
        tag: async (_key, versionId) => this.clean.push(versionId) > 0,
        removeVersion: () => Promise.reject(new Error('nothing to remove')),
      },
      checkContent: async () => ({
        verdict: 'accept',
        detectedType: 'image/png',
        reasons: [],
        warnings: [],
      }),
      askAgain: () => Promise.reject(new Error('no scan')),
    };
    for (const { key } of this.objects) await validateObject(ports, { key, sequencer: '1', versionId: 'v1' });
  }

  /** The visible result. */
  end() {
    const record = this.service.records.get(this.file.id);
    return {
      record,
      usage: this.service.usage,
      open: this.service.multipart.size,
      objects: this.objects,
      clean: this.clean,
    };
  }
}

async function undisturbed() {
  const shipment = await new Shipment().begin();
  const answer = await shipment.complete();
  await shipment.announce();
  return { answer, end: shipment.end() };
}

/** get, listParts, change, join: before and after each. */
const deaths: readonly Death[] = [0, 1, 2, 3].flatMap((call) => [
  { call, when: 'before' } as const,
  { call, when: 'after' } as const,
]);

describe('complete, crashed and called again', () => {
  test('makes four external calls: a fifth crash never happens', async () => {
    const shipment = await new Shipment().begin();
    await expect(shipment.complete({ call: 4, when: 'before' })).resolves.toMatchObject({
      status: 'completing',
    });
  });

  test.each(deaths)('%j: has the same result as without a crash', async (death) => {
    const { answer, end } = await undisturbed();
    const shipment = await new Shipment().begin();
    await expect(shipment.complete(death)).rejects.toBeInstanceOf(Killed);
    await expect(shipment.complete()).resolves.toEqual(answer);
    await shipment.announce();
    expect(shipment.end()).toEqual(end);
  });

  test.each(deaths)(
    '%j, and by every second crash again: has the same result as without a crash',
    async (first) => {
      const { answer, end } = await undisturbed();
      for (const second of deaths) {
        const shipment = await new Shipment().begin();
        await expect(shipment.complete(first)).rejects.toBeInstanceOf(Killed);
        // After the first one the second may have fewer calls than its crash needs.
        await shipment.complete(second).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
        await expect(shipment.complete()).resolves.toEqual(answer);
        await shipment.announce();
        expect(shipment.end()).toEqual(end);
      }
    },
  );

  test.each(deaths)('%j, and never called again: the event finishes what S3 joined', async (death) => {
    const { end } = await undisturbed();
    const shipment = await new Shipment().begin();
    await expect(shipment.complete(death)).rejects.toBeInstanceOf(Killed);
    await shipment.announce();
    const isJoined = death.call === 3 && death.when === 'after';
    if (isJoined) expect(shipment.end()).toEqual(end);
    else
      expect(shipment.end()).toMatchObject({
        record: { status: expect.stringMatching(/^(pending|completing)$/) },
        open: 1,
        objects: [],
      });
  });

  test.each(deaths)('%j, beside nineteen others: one object, equal responses', async (death) => {
    const { answer, end } = await undisturbed();
    const shipment = await new Shipment().begin();
    const all = await Promise.allSettled([
      shipment.complete(death),
      ...Array.from({ length: 19 }, () => shipment.complete()),
    ]);
    const answers = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(answers).toEqual(Array(19).fill(answer));
    await shipment.announce();
    expect(shipment.end()).toEqual(end);
  });
});
