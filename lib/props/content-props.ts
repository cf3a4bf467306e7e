import type { Duration, Size } from 'aws-cdk-lib';
import type { ContentLevel } from './content-level.js';
import type { OnFinding } from './on-finding.js';
import type { OnMismatch } from './on-mismatch.js';

/** What may be stored, and how it is checked. */
export interface ContentProps {
  /**
   * Media types that may be stored, such as `image/png`; replaces the default list. No wildcard, no parameters.
   * @default - images, PDF, office documents without macros, audio, video, text, archives, fonts
   */
  readonly allowedTypes?: string[];

  /**
   * Smallest file. At 0 bytes, a file may be empty where its type can be: text, CSV, source code, JSON lines. Of others
   * an empty file is refused, whatever stands here.
   * @default Size.bytes(0)
   */
  readonly minSize?: Size;

  /**
   * Largest picture, width times height, in pixels.
   * @default 268402689 (16383 x 16383, what libvips and sharp open by default)
   */
  readonly maxPixels?: number;

  /**
   * How deep the content check looks.
   * @default ContentLevel.STRICT
   */
  readonly contentLevel?: ContentLevel;

  /**
   * What becomes of a file in which the content check finds something, or which could not be scanned for malware.
   * Bytes of another size or checksum than declared, and known malware, are always rejected.
   * @default OnFinding.REJECT
   */
  readonly onFinding?: OnFinding;

  /**
   * What becomes of a picture that was declared as another kind of picture (a WebP as `image/jpeg`), and of a recording,
   * sound or film, that was declared as another kind of recording. With CORRECT it is stored as what it is, where that
   * is among `allowedTypes` too: its record has the warning `type-corrected`, and readers get its real type and a name
   * with the ending of it. All else that was declared wrongly is a finding, whatever stands here.
   * @default OnMismatch.CORRECT
   */
  readonly onMismatch?: OnMismatch;

  /**
   * GuardDuty Malware Protection for S3 scans each file, which is verified only when it found nothing. AWS charges by
   * object and by byte.
   * @default false
   */
  readonly malwareProtection?: boolean;

  /**
   * How long a file waits for the result of its malware scan: 5 minutes to 24 hours. After it, `onFinding` decides.
   * @default Duration.hours(1)
   */
  readonly malwareScanTimeout?: Duration;
}
