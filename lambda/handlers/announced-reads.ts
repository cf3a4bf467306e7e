import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Read } from '../core/event/read.js';
import type { NoteReadPorts } from '../core/read/note-read.js';

/**
 * Announces reads, for `download`.
 * @param add writes one to the table
 */
export function announcedReads(
  add: (read: Read) => Promise<void>,
  metrics: Metrics,
): NonNullable<NoteReadPorts['readNotes']> {
  const logger = new Logger();
  return {
    add,
    newId: () => `read_${randomBytes(16).toString('base64url')}`,
    reportLost: ({ id, how, files }, reason) => {
      // Only ids of files, not the caller: logs are read by many people.
      logger.error('read not recorded', { readId: id, how, fileIds: files.map((file) => file.id), reason });
      metrics.addMetric('ReadsUnannounced', MetricUnit.Count, files.length);
      metrics.publishStoredMetrics();
    },
  };
}
