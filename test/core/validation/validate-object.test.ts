import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deleteFile } from '../../../lambda/core/manage/delete-file.js';
import { validateObject, type ObjectNews } from '../../../lambda/core/validation/validate-object.js';
import { alice, noon, photo, photoId } from '../records.js';
import { SimulatedService } from '../simulated-service.js';
import { untilItSucceeds } from '../until-it-succeeds.js';

const { key } = photo();
const arrival = (versionId: string): ObjectNews => ({ key, versionId, sequencer: `00${versionId}` });

function withVersion(honest: boolean, sizeBytes = 900): SimulatedService {
  const service = new SimulatedService();
  service.versions.set('v1', { honest, sizeBytes });
  return service;
}

describe('a stored object', () => {
  test('that is what it was declared to be becomes readable', async () => {
    const service = withVersion(true);
    await expect(validateObject(service.ports, arrival('v1'))).resolves.toMatchObject({
      outcome: 'verified',
    });
    expect(service.record).toMatchObject({
      status: 'verified',
      version: { versionId: 'v1' },
      checks: { size: 'passed', checksum: 'skipped', type: 'passed', malware: 'skipped' },
    });
    expect(service.versions.get('v1')?.tag).toBe('clean');
  });

  test('has its version, sequencer and time in the record, and what to do about each outcome in the answer', async () => {
    const service = withVersion(true);
    const { file, outcome } = await validateObject(service.ports, arrival('v1'));
    expect([outcome, file]).toEqual(['verified', service.record]);
    expect(service.record).toMatchObject({
      ...{ version: { versionId: 'v1', sequencer: '00v1' }, uploadedAt: noon, verifiedAt: noon },
    });
    const other = withVersion(true);
    await validateObject(other.ports, { key, versionId: 'v1' });
    expect(other.record.version).toEqual({ versionId: 'v1', sequencer: '' });
  });

  test('with a wrong type is rejected and removed', async () => {
    const service = withVersion(false);
    await expect(validateObject(service.ports, arrival('v1'))).resolves.toMatchObject({
      outcome: 'rejected',
    });
    expect(service.record).toMatchObject({ status: 'rejected', checks: { type: 'failed' } });
    expect(service.versions.size).toBe(0);
    expect(service.readable.size).toBe(0);
  });

  test.each([
    ['of another length', photo(), 901, 'size-mismatch'],
    ['without the declared checksum', photo({ sha256: 'abc' }), 900, 'checksum-mismatch'],
  ])('%s is refused with the reason', async (_case, record, sizeBytes, code) => {
    const service = withVersion(true, sizeBytes);
    service.record = record;
    await validateObject(service.ports, arrival('v1'));
    expect(service.record).toMatchObject({ status: 'rejected', reasons: [{ code }] });
  });

  test('is found even where the event names no version', async () => {
    const service = withVersion(true);
    await validateObject(service.ports, { key, sequencer: '00' });
    expect(service.record.version?.versionId).toBe('v1');
  });

  test.each([
    ['a key of someone else', 'other/thing'],
    ['an id without a record', key.replaceAll(photoId, photoId.replace('ab', 'cd'))],
    ["a record's id under another key", `files/zz/u-mallory/${photoId}`],
  ])('under %s is left alone', async (_case, strange) => {
    const service = withVersion(true);
    const outcome = await validateObject(service.ports, { ...arrival('v1'), key: strange });
    expect(outcome).toEqual({ outcome: 'unknown-key' });
    expect(service.versions.size).toBe(1);
    expect(service.record.revision).toBe(1);
  });

  test('whose event is duplicated changes nothing the second time', async () => {
    const service = withVersion(true);
    await validateObject(service.ports, arrival('v1'));
    const { revision } = service.record;
    await expect(validateObject(service.ports, arrival('v1'))).resolves.toMatchObject({
      outcome: 'duplicate',
    });
    expect(service.record.revision).toBe(revision);
  });

  test('that arrives after the verdict, or after the delete, is removed', async () => {
    for (const end of ['verified', 'deleted'] as const) {
      const service = withVersion(true);
      await validateObject(service.ports, arrival('v1'));
      if (end === 'deleted') await deleteFile(service.ports, alice, photoId);
      service.versions.set('v2', { honest: true, sizeBytes: 900 });
      await expect(validateObject(service.ports, arrival('v2'))).resolves.toMatchObject({
        outcome: 'late-version',
      });
      expect([...service.versions.keys()]).toEqual(end === 'verified' ? ['v1'] : []);
    }
  });
});

describe('bytes that arrive after their upload has expired', () => {
  const late = () => {
    const service = withVersion(true);
    service.record = photo({ status: 'expired', keepUntil: noon });
    service.usage = { files: 0, bytes: 0, pendingFiles: 0 };
    return service;
  };

  test('are verified all the same, and counted', async () => {
    const service = late();
    await expect(validateObject(service.ports, arrival('v1'))).resolves.toMatchObject({
      outcome: 'verified',
    });
    expect(service.record).toMatchObject({ status: 'verified' });
    expect(service.record.keepUntil).toBeUndefined();
    expect(service.usage).toEqual({ files: 1, bytes: 900, pendingFiles: 0 });
  });

  test('are refused with that reason and removed where there is no room for them', async () => {
    const service = late();
    service.isFull = true;
    await validateObject(service.ports, arrival('v1'));
    expect(service.record).toMatchObject({ status: 'rejected', reasons: [{ code: 'quota-exceeded' }] });
    expect([service.versions.size, service.usage.files]).toEqual([0, 0]);
  });

  test('stay where they are, though two events of theirs are handled at once', async () => {
    const service = late();
    await Promise.all([
      untilItSucceeds(() => validateObject(service.ports, arrival('v1'))),
      untilItSucceeds(() => validateObject(service.ports, arrival('v1'))),
    ]);
    expect(service.record).toMatchObject({ status: 'verified', version: { versionId: 'v1' } });
    expect(service.versions.get('v1')?.tag).toBe('clean');
  });
});

describe('with any order of events, and any crash', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('arrive' as const), version: fc.constantFrom('v1', 'v2', 'v3') }),
    fc.record({ do: fc.constant('delete' as const), version: fc.constant('') }),
  );

  test('at most one verified version is readable, and no losing one is left', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.uniqueArray(fc.nat(60), { maxLength: 6 }),
        fc.boolean(),
        async (honesty, steps, crashes, together) => {
          const service = new SimulatedService(new Set(crashes));
          honesty.forEach((honest, index) =>
            service.versions.set(`v${index + 1}`, { honest, sizeBytes: 900 }),
          );
          const honestVersions = honesty.flatMap((honest, index) => (honest ? [`v${index + 1}`] : []));

          const run = (one: (typeof steps)[number]) => untilItSucceeds(() => perform(service, one));
          if (together) await Promise.all(steps.map(run));
          else for (const one of steps) await run(one);
          // S3 guarantees an event for each version at least once.
          for (const version of ['v1', 'v2', 'v3'] as const) await run({ do: 'arrive', version });

          const { status, version } = service.record;
          expect(service.readable.size).toBeLessThanOrEqual(1);
          for (const seen of service.readable) expect(honestVersions).toContain(seen);
          expect(['verified', 'rejected', 'deleted']).toContain(status);
          const holds = status === 'verified' ? 1 : 0;
          expect(service.usage).toEqual({ files: holds, bytes: holds * 900, pendingFiles: 0 });
          expect([...service.versions.keys()]).toEqual(status === 'verified' ? [version?.versionId] : []);
          if (status === 'verified')
            expect(service.versions.get(version?.versionId ?? '')).toMatchObject({
              honest: true,
              tag: 'clean',
            });
          if (steps.some((one) => one.do === 'delete')) expect(status).toBe('deleted');
        },
      ),
      { numRuns: 500 },
    );
  });
});

async function perform(
  service: SimulatedService,
  step: { do: 'arrive' | 'delete'; version: string },
): Promise<unknown> {
  if (step.do === 'arrive') return validateObject(service.ports, arrival(step.version));
  return deleteFile(service.ports, alice, photoId);
}
