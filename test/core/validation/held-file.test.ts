import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deleteFile } from '../../../lambda/core/manage/delete-file.js';
import type { Decision } from '../../../lambda/core/file/file.js';
import { carryOut, decideHeld } from '../../../lambda/core/validation/held-file.js';
import { validateObject } from '../../../lambda/core/validation/validate-object.js';
import { alice, noon, photo, photoId } from '../records.js';
import { SimulatedService } from '../simulated-service.js';
import { untilItSucceeds } from '../until-it-succeeds.js';

const { key } = photo();
const by = 'ada';

const holding = (crashes: readonly number[] = [], record = photo()) =>
  new SimulatedService(new Set(crashes), record, { onFinding: 'hold' });

const arrive = (service: SimulatedService, versionId = 'v1') =>
  validateObject(service.ports, { key, versionId, sequencer: `00${versionId}` });

/** A file whose declared type is wrong. */
async function held(): Promise<SimulatedService> {
  const service = holding();
  service.versions.set('v1', { honest: false, sizeBytes: 900 });
  await expect(arrive(service)).resolves.toMatchObject({ outcome: 'held' });
  return service;
}

/** The administrator decides, and `validate` gets the message. */
async function decided(service: SimulatedService, verdict: Decision['verdict']): Promise<void> {
  await decideHeld(service.ports, by, photoId, verdict);
  for (const decision of service.decisions.splice(0)) await carryOut(service.ports, photoId, decision);
}

describe('with onFinding: hold', () => {
  test('a file with findings is held: stored, unreadable, and counted as pending', async () => {
    const service = await held();
    expect(service.record).toMatchObject({
      status: 'held',
      reasons: [{ code: 'type-mismatch', offset: 0 }],
      checks: { size: 'passed', type: 'failed' },
    });
    expect(service.versions.get('v1')?.tag).toBeUndefined();
    expect(service.usage).toEqual({ files: 1, bytes: 900, pendingFiles: 1 });
  });

  test('a file without findings is verified as ever', async () => {
    const service = holding();
    service.versions.set('v1', { honest: true, sizeBytes: 900 });
    await expect(arrive(service)).resolves.toMatchObject({ outcome: 'verified' });
  });

  test.each([
    ['of another size', photo(), 901],
    ['with another checksum', photo({ sha256: 'abc' }), 900],
  ])('bytes %s than declared are rejected, whatever else was found', async (_case, record, sizeBytes) => {
    const service = holding([], record);
    service.versions.set('v1', { honest: false, sizeBytes });
    await expect(arrive(service)).resolves.toMatchObject({ outcome: 'rejected' });
    expect(service.versions.size).toBe(0);
  });

  test('the event of a held file may be redelivered', async () => {
    const service = await held();
    const { revision } = service.record;
    await expect(arrive(service)).resolves.toMatchObject({ outcome: 'duplicate' });
    expect(service.record.revision).toBe(revision);
  });
});

describe('an administrator', () => {
  test('releases a held file: it can be read, and the decision is stored with subject and time', async () => {
    const service = await held();
    await decided(service, 'release');
    expect(service.record).toMatchObject({
      status: 'verified',
      decision: { verdict: 'release', by, at: noon },
      reasons: [{ code: 'type-mismatch' }],
    });
    expect(service.versions.get('v1')?.tag).toBe('clean');
    expect(service.usage).toEqual({ files: 1, bytes: 900, pendingFiles: 0 });
  });

  test('rejects a held file: its bytes and its place in the quota go', async () => {
    const service = await held();
    await decided(service, 'reject');
    expect(service.record).toMatchObject({ status: 'rejected', decision: { verdict: 'reject', by } });
    expect(service.versions.size).toBe(0);
    expect(service.usage).toEqual({ files: 0, bytes: 0, pendingFiles: 0 });
  });

  test('releases nothing where the bytes are gone: no file is verified that has none', async () => {
    const service = await held();
    await decideHeld(service.ports, by, photoId, 'release');
    service.versions.clear();
    const [decision] = service.decisions;
    if (!decision) throw new Error('the validator got no message');
    await expect(carryOut(service.ports, photoId, decision)).resolves.toMatchObject({ outcome: 'gone' });
    expect(service.record).toMatchObject({ status: 'held' });
    expect(service.record.verifiedAt).toBeUndefined();
  });

  test('says when a released file was verified, and nothing of the kind of one that is rejected', async () => {
    const [released, refused] = [await held(), await held()];
    await decided(released, 'release');
    await decided(refused, 'reject');
    expect([released.record.verifiedAt, refused.record.verifiedAt]).toEqual([noon, undefined]);
  });

  test.each([
    ['an unknown id', photoId.replace('ab', 'cd'), photo({ status: 'held' })],
    ['a file without bytes', photoId, photo({ status: 'held' })],
  ])('whose message names %s changes nothing', async (_case, id, record) => {
    const service = holding([], record);
    const decision = { verdict: 'release', by, at: noon } as const;
    await expect(carryOut(service.ports, id, decision)).resolves.toEqual({ outcome: 'unknown-key' });
    expect(service.record).toEqual(record);
  });

  test('may say the same again, and it changes nothing', async () => {
    const service = await held();
    await decided(service, 'release');
    const { revision } = service.record;
    await expect(decideHeld(service.ports, 'bob', photoId, 'release')).resolves.toMatchObject({
      status: 'verified',
    });
    expect(service.decisions).toEqual([]);
    expect(service.record).toMatchObject({ revision, decision: { by } });
  });

  test('of two contradicting messages the first wins', async () => {
    const service = await held();
    await carryOut(service.ports, photoId, { verdict: 'reject', by, at: noon });
    await expect(
      carryOut(service.ports, photoId, { verdict: 'release', by: 'bob', at: noon }),
    ).resolves.toMatchObject({ outcome: 'duplicate' });
    expect(service.record).toMatchObject({ status: 'rejected', decision: { by } });
  });

  test.each(['pending', 'uploaded', 'verified', 'rejected'] as const)(
    'has nothing to decide of a file that is %s',
    async (status) => {
      const service = holding([], photo({ status }));
      await expect(decideHeld(service.ports, by, photoId, 'release')).rejects.toMatchObject({
        code: 'file-not-held',
      });
    },
  );

  test('cannot be reversed afterwards', async () => {
    const service = await held();
    await decided(service, 'reject');
    await expect(decideHeld(service.ports, by, photoId, 'release')).rejects.toMatchObject({
      code: 'file-not-held',
    });
  });

  test.each([
    ['a deleted file', photo({ status: 'deleted' }), photoId],
    ['an unknown id', photo(), photoId.replace('ab', 'cd')],
    ['no id at all', photo(), 'x'],
  ])('finds nothing of %s', async (_case, record, id) => {
    await expect(decideHeld(holding([], record).ports, by, id, 'reject')).rejects.toMatchObject({
      code: 'file-not-found',
    });
  });

  test('a file that its owner deletes meanwhile stays deleted', async () => {
    const service = await held();
    await decideHeld(service.ports, by, photoId, 'release');
    await deleteFile(service.ports, alice, photoId);
    for (const decision of service.decisions) await carryOut(service.ports, photoId, decision);
    expect(service.record.status).toBe('deleted');
    expect([service.versions.size, service.readable.size]).toEqual([0, 0]);
  });
});

describe('with any order of messages, and any crash', () => {
  const step = fc.constantFrom('arrive' as const, 'release' as const, 'reject' as const, 'delete' as const);

  test('nothing is read that was not released, and the first decision wins', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.uniqueArray(fc.nat(60), { maxLength: 6 }),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.nat(8), { maxLength: 7 }),
        async (steps, crashes, together, arrivesFirst, delays) => {
          const service = holding(crashes);
          service.delays = delays;
          service.versions.set('v1', { honest: false, sizeBytes: 900 });
          const run = (one: (typeof steps)[number]) =>
            untilItSucceeds(() => {
              if (one === 'arrive') return arrive(service);
              if (one === 'delete') return deleteFile(service.ports, alice, photoId);
              return carryOut(service.ports, photoId, { verdict: one, by: one, at: noon });
            });
          if (arrivesFirst) await run('arrive');
          if (together) await Promise.all(steps.map(run));
          else for (const one of steps) await run(one);
          await run('arrive');

          const { status, decision } = service.record;
          if (steps.includes('delete')) expect(status).toBe('deleted');
          else {
            expect(status).toBe(
              decision ? { release: 'verified', reject: 'rejected' }[decision.verdict] : 'held',
            );
            if (!together) {
              const told = arrivesFirst ? steps : steps.slice(steps.indexOf('arrive') + 1 || steps.length);
              const first = told.find((one) => one !== 'arrive');
              expect(decision?.by).toBe(first);
            }
          }
          const kept = status === 'held' || status === 'verified';
          expect([...service.versions.keys()]).toEqual(kept ? ['v1'] : []);
          if (kept) expect(service.versions.get('v1')?.tag).toBe(status === 'held' ? undefined : 'clean');
          if (service.readable.size > 0) expect(steps).toContain('release');
          const count = kept ? 1 : 0;
          expect(service.usage).toEqual({
            files: count,
            bytes: count * 900,
            pendingFiles: status === 'held' ? 1 : 0,
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});
