import type { SQSRecord } from 'aws-lambda';
import type { Decision } from '../core/file/file.js';
import type { ScanResult } from '../core/validation/malware-scan.js';
import type { ObjectNews } from '../core/validation/validate-object.js';
import type { ValidatorMessage } from '../core/validation/validator-message.js';

/** The messages in validate's queue. */
export type QueueMessage =
  | { readonly kind: 'object'; readonly news: ObjectNews }
  | { readonly kind: 'decision'; readonly id: string; readonly decision: Decision };

/** S3 user guide, "EventBridge event message structure". Keys are not percent-encoded. */
interface ObjectCreated {
  readonly 'detail-type': 'Object Created';
  readonly detail: {
    readonly object: { readonly key: string; readonly sequencer?: string; readonly 'version-id'?: string };
  };
}

/** GuardDuty user guide, "Monitoring S3 object scans with Amazon EventBridge". */
interface ObjectScanned {
  readonly 'detail-type': 'GuardDuty Malware Protection Object Scan Result';
  readonly detail: {
    readonly s3ObjectDetails: { readonly objectKey: string; readonly versionId?: string | null };
    readonly scanResultDetails: {
      readonly scanResultStatus: string;
      readonly threats?: readonly { readonly name: string }[] | null;
      readonly statusReasons?: readonly string[] | null;
    };
  };
}

/** Throws for any other message: it ends up in the dead-letter queue. */
export function queueMessage({ body, messageId }: SQSRecord): QueueMessage {
  const event = JSON.parse(body) as ObjectCreated | ObjectScanned | ValidatorMessage;
  switch (event['detail-type']) {
    case 'Object Created': {
      const { key, sequencer, 'version-id': versionId } = event.detail.object;
      return {
        kind: 'object',
        news: { key, ...(sequencer && { sequencer }), ...(versionId && { versionId }) },
      };
    }
    case 'GuardDuty Malware Protection Object Scan Result': {
      const { objectKey: key, versionId } = event.detail.s3ObjectDetails;
      return {
        kind: 'object',
        news: { key, ...(versionId && { versionId }), scan: scanResult(event.detail) },
      };
    }
    case 'Malware Scan Awaited':
    case 'Object Found':
      return { kind: 'object', news: event.detail };
    case 'Held File Decided': {
      const { id, verdict, by, at } = event.detail;
      return { kind: 'decision', id, decision: { verdict, by, at: new Date(at) } };
    }
    default:
      throw new Error(`message ${messageId} is none that this queue takes`);
  }
}

/** GuardDuty user guide, "S3 object potential malware scan result status values". */
function scanResult({ scanResultDetails }: ObjectScanned['detail']): ScanResult {
  const { scanResultStatus, threats, statusReasons } = scanResultDetails;
  const unscanned = (cause: 'unsupported' | 'denied' | 'failed'): ScanResult => {
    const detail = statusReasons?.join(', ');
    return { verdict: 'unscanned', cause, ...(detail && { detail }) };
  };
  switch (scanResultStatus) {
    case 'NO_THREATS_FOUND':
      return { verdict: 'clean' };
    case 'THREATS_FOUND':
      return { verdict: 'threats', names: (threats ?? []).map(({ name }) => name) };
    case 'UNSUPPORTED':
      return unscanned('unsupported');
    case 'ACCESS_DENIED':
      return unscanned('denied');
    case 'FAILED':
      return unscanned('failed');
    default:
      throw new Error(`GuardDuty's result ${scanResultStatus} is not known`);
  }
}
