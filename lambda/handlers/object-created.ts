import type { SQSRecord } from 'aws-lambda';
import type { ObjectCreated } from '../core/validate-object.js';

/**
 * EventBridge's "Object Created" as the queue carries it (S3 user guide, "EventBridge event message structure").
 * Keys come as they are there, not percent-encoded as in S3's own notifications.
 */
export function objectCreated({ body, messageId }: SQSRecord): ObjectCreated {
  const { detail } = JSON.parse(body) as { detail?: { object?: Partial<Record<string, string>> } };
  const { key, sequencer = '', 'version-id': versionId } = detail?.object ?? {};
  if (!key)
    throw new Error(`message ${messageId} names no object: expected an EventBridge "Object Created" event`);
  return { key, sequencer, ...(versionId && { versionId }) };
}
