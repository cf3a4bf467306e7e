import type { ContentVerdict } from '../content/index.js';
import type { Checks, FileRecord, Reason } from '../file/file.js';
import { hasThreats, withScan, type ScanResult } from './malware-scan.js';
import type { Policy } from '../settings/policy.js';
import { hasUnaskedProperties, type StoredProperties } from './stored-properties.js';

export interface StoredObject {
  readonly versionId: string;
  readonly sizeBytes: number;
  /** Base64; only if the upload had one. */
  readonly sha256?: string;
  readonly crc64nvme?: string;
  readonly properties: StoredProperties;
}

/** The result of the content check, with its findings sorted as in the record. */
export interface ContentCheckResult extends Pick<
  ContentVerdict,
  'verdict' | 'detectedType' | 'width' | 'height'
> {
  readonly contains?: ContentVerdict['contains'];
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Reason[];
}

/** The results for the bytes: every check but the malware scan. */
export interface Judgement extends Omit<ContentCheckResult, 'verdict' | 'detectedType'> {
  /** Undefined if the bytes were not read. */
  readonly detectedType?: string;
  readonly checks: Omit<Checks, 'malware'>;
  readonly sizeBytes: number;
}

/** Compares the stored object with the declaration. */
export function judge(file: FileRecord, object: StoredObject, content: ContentCheckResult): Judgement {
  const { verdict, ...seen } = content;
  const reasons: Reason[] = [];
  const isMaximum = file.method === 'post' || file.sizeIsMaximum;
  const size = isMaximum ? object.sizeBytes <= file.sizeBytes : object.sizeBytes === file.sizeBytes;
  if (!size) {
    reasons.push({
      code: 'size-mismatch',
      message: `declared ${file.sizeBytes} bytes, found ${object.sizeBytes}`,
    });
  }
  const checksum = checksumState(file, object);
  if (checksum === 'failed') {
    reasons.push({
      code: 'checksum-mismatch',
      message: 'the stored checksum is not the one that was declared',
    });
  }
  const type = verdict === 'accept' ? 'passed' : 'failed';
  return {
    ...seen,
    checks: { size: size ? 'passed' : 'failed', checksum, type },
    reasons: [...reasons, ...content.reasons],
    // A form or a stream may have less than the maximum: from here on the stored size counts.
    sizeBytes: size ? object.sizeBytes : file.sizeBytes,
  };
}

/** For an object with unsigned properties. */
export const judgeUnread = ({ sizeBytes }: FileRecord, reasons: readonly Reason[]): Judgement => ({
  checks: { size: 'skipped', checksum: 'skipped', type: 'skipped' },
  reasons,
  warnings: [],
  sizeBytes,
});

function checksumState(file: FileRecord, object: StoredObject): 'passed' | 'failed' | 'skipped' {
  if (!file.sha256 && !file.crc64nvme) return 'skipped';
  const sha256 = !file.sha256 || object.sha256 === file.sha256;
  const crc64nvme = !file.crc64nvme || object.crc64nvme === file.crc64nvme;
  return sha256 && crc64nvme ? 'passed' : 'failed';
}

export interface Evidence {
  readonly judged: Judgement | undefined;
  readonly scan: ScanResult | undefined;
}

type Verdict = Pick<FileRecord, 'checks' | 'reasons'> &
  Partial<Judgement> & {
    /** `uploaded`: a check has no result yet. */
    readonly status: 'uploaded' | 'verified' | 'rejected' | 'held';
  };

/** The status of a file from all results: those in its record, and the new ones. */
export function weigh(
  file: FileRecord,
  { judged, scan }: Evidence,
  { onFinding, malware: required }: Pick<Policy, 'onFinding' | 'malware'>,
): Verdict {
  const { checks, reasons } = file;
  // The same bytes were already checked because of an earlier event.
  const fresh = checks.type === 'pending' ? judged : undefined;
  const known = { checks: { ...checks, ...fresh?.checks }, reasons: fresh?.reasons ?? reasons };
  const scanned = withScan(known, scan);
  const awaited = scanned.checks.malware === 'pending' && required !== undefined;
  const status = statusOf(scanned, awaited, onFinding);
  const malware =
    scanned.checks.malware === 'pending' && status !== 'uploaded' ? 'skipped' : scanned.checks.malware;
  return { ...fresh, ...scanned, checks: { ...scanned.checks, malware }, status };
}

function statusOf(
  { checks: { size, checksum, type, malware }, reasons }: Pick<FileRecord, 'checks' | 'reasons'>,
  isScanAwaited: boolean,
  onFinding: Policy['onFinding'],
): Verdict['status'] {
  // Bytes or properties that differ from the declaration, or a known threat: these can never be released.
  const isOther = size === 'failed' || checksum === 'failed' || hasUnaskedProperties(reasons);
  if (isOther || hasThreats(reasons)) return 'rejected';
  const hasFinding = type === 'failed' || malware === 'failed';
  if (hasFinding && onFinding === 'reject') return 'rejected';
  if (isScanAwaited) return 'uploaded';
  return hasFinding ? 'held' : 'verified';
}
