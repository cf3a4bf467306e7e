import { describe, expect, test } from '@jest/globals';
import { validateObject } from '../../../lambda/core/validation/validate-object.js';
import { photo, photoId } from '../records.js';
import { SimulatedService } from '../simulated-service.js';

const news = { key: photo().key, versionId: 'v1', sequencer: '001' };

function withVersion(): SimulatedService {
  const service = new SimulatedService();
  service.versions.set('v1', { honest: true, sizeBytes: 900 });
  return service;
}

describe('a stored object', () => {
  test('that is gone is no verdict: the file still waits for bytes', async () => {
    const service = new SimulatedService();
    await expect(validateObject(service.ports, news)).resolves.toEqual({
      ...{ outcome: 'gone', file: service.record },
    });
    expect(service.record).toMatchObject({ status: 'pending', revision: 1 });
  });

  test('that is gone before it could be tagged is not verified', async () => {
    const service = withVersion();
    const store = { ...service.store, tag: async () => false };
    await expect(validateObject({ ...service.ports, store }, news)).resolves.toMatchObject({
      outcome: 'gone',
    });
    expect(service.record).toMatchObject({ status: 'uploaded' });
    expect(service.record.verifiedAt).toBeUndefined();
  });

  test('is checked once, however often its event is delivered', async () => {
    const service = withVersion();
    let checks = 0;
    const { checkContent } = service.ports;
    const ports: typeof service.ports = {
      ...service.ports,
      checkContent: (...asked) => (checks++, checkContent(...asked)),
    };
    for (let time = 0; time < 3; time++) await validateObject(ports, news);
    expect(checks).toBe(1);
  });

  test('whose check fails is retried, with the error of the reader', async () => {
    const service = withVersion();
    for (const error of [
      new Error('S3 is away'),
      new Error('reading failed', { cause: new Error('reset') }),
    ]) {
      const ports = { ...service.ports, checkContent: () => Promise.reject(error) };
      await expect(validateObject(ports, news)).rejects.toBe(error);
    }
    expect(service.record.status).toBe('uploaded');
    await expect(validateObject(service.ports, news)).resolves.toMatchObject({
      outcome: 'verified',
    });
  });

  test('whose record is gone, or keeps changing, is retried', async () => {
    const gone = withVersion();
    let reads = 0;
    const disappearing = {
      ...gone.ports.files,
      get: async (id: string) => (reads++ === 0 ? gone.ports.files.get(id) : undefined),
      change: async () => undefined,
    };
    await expect(validateObject({ ...gone.ports, files: disappearing }, news)).rejects.toThrow(
      `the record of ${photoId} is gone`,
    );
    const busy = withVersion();
    const changing = { ...busy.ports.files, change: async () => undefined };
    await expect(validateObject({ ...busy.ports, files: changing }, news)).rejects.toThrow(
      `the record of ${photoId} kept changing`,
    );
  });
});
