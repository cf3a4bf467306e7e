import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Read } from '../core/event/read.js';
import type { NoteReadPorts } from '../core/read/note-read.js';

/**
 * Reads on their way to `announce`, for `download`.
 * @param add puts one where it is found
 */
export function announcedReads(add: (read: Read) => Promise<void>): NonNullable<NoteReadPorts['readNotes']> {
  const logger = new Logger();
  const metrics = new Metrics();
  return {
    add,
    newId: () => `read_${randomBytes(16).toString('base64url')}`,
    reportLost: ({ id, how, files }, reason) => {
      // Files by their ids, and by no word who asked: logs are read by many.
      logger.error('read not told', { readId: id, how, fileIds: files.map((file) => file.id), reason });
      metrics.addMetric('ReadsUntold', MetricUnit.Count, files.length);
      metrics.publishStoredMetrics();
    },
  };
}
