import type { ValidationPorts } from '../../../lambda/core/validation/validation.js';
import type { Process } from './process.js';
import { recordPorts } from './record-ports.js';
import type { Simulation } from './simulation.js';
import type { ValidationQueue } from './validation-queue.js';

const finding = { code: 'type-mismatch', message: 'declared image/png, found application/x-elf', offset: 0 };

/** The ports of `validate`. */
export function checkPorts(
  simulation: Simulation,
  process: Process,
  queue: ValidationQueue,
): ValidationPorts {
  const { bucket, table, policy } = simulation;
  return {
    now: () => simulation.now,
    policy,
    files: recordPorts(table, process),
    store: {
      head: (key, versionId) =>
        process.call('head', () => {
          const stored = bucket.version(key, versionId);
          if (!stored) return undefined;
          const properties = stored.truth === 'encoded' ? { 'Content-Encoding': 'gzip' } : {};
          return { versionId: stored.versionId, sizeBytes: stored.sizeBytes, properties };
        }),
      tag: (key, versionId, verdict) =>
        process.call(`tag ${versionId} ${verdict}`, () => {
          const stored = bucket.version(key, versionId);
          if (stored) stored.tag = verdict;
          return stored !== undefined;
        }),
      removeVersion: (key, versionId) =>
        process.call(`remove ${versionId}`, () => bucket.remove(key, versionId)),
    },
    checkContent: ({ key }, { versionId }) =>
      process.call(`check ${versionId}`, () => {
        const isHonest = bucket.version(key, versionId)?.truth !== 'wrong-type';
        return {
          verdict: isHonest ? 'accept' : 'reject',
          detectedType: 'image/png',
          reasons: isHonest ? [] : [finding],
          warnings: [],
        };
      }),
    askAgain: (key, versionId, inSeconds) =>
      process.call('askAgain', () =>
        queue.tell(
          { source: 'waybill', 'detail-type': 'Malware Scan Awaited', detail: { key, versionId } },
          inSeconds,
        ),
      ),
  };
}
