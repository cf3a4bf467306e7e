import type { Duration, Size } from 'aws-cdk-lib';
import type { ContentLevel } from './content-level.js';
import type { ActiveKind } from '../../lambda/core/content/index.js';
import type { FindingGrade } from './finding-grade.js';
import type { OnFinding } from './on-finding.js';
import type { OnMismatch } from './on-mismatch.js';

/** Which files are accepted, and how they are checked. */
export interface ContentProps {
  /**
   * Media types that may be stored, such as `image/png`; replaces the default list. The detected
   * type must be in the list. Any `text/…`, `…+json` and `…+xml` is verified as text, JSON or XML.
   * @default - images, PDF, office documents without macros, audio, video, text, archives, fonts
   * @throws at synth if it is empty, or has an upper-case letter, a wildcard or a parameter, or a type that cannot be verified
   */
  readonly allowedTypes?: string[];

  /**
   * Media types that may be stored besides those of `allowedTypes`, or of its default list. A listed type is accepted
   * even if it is a program, a script, a page or a document with macros, and so are names with an extension of it.
   * @default - none
   * @throws at synth if it has an upper-case letter, a wildcard or a parameter, or a type that cannot be verified
   */
  readonly alsoAllowedTypes?: string[];

  /**
   * Extensions of names that are refused, without the dot; replaces the default list, which `blockedExtensions` of
   * `waybill/content` has: `blockedExtensions.filter((one) => one !== 'iso')`, or `[...blockedExtensions, 'xyz']`.
   * @default - the extensions of files that some system runs
   * @throws at synth if it has an upper-case letter, a dot, a blank or a slash
   */
  readonly blockedExtensions?: string[];

  /**
   * Smallest file. At 0 bytes, a file may be empty if its type can be: text, CSV, source code, JSON lines.
   * @default Size.bytes(0)
   * @throws at synth unless whole bytes, 0 to `maxSize`
   */
  readonly minSize?: Size;

  /**
   * Largest file. Above 5 GiB only in parts.
   * @default Size.gibibytes(5)
   * @throws at synth unless whole bytes, 1 to 50 TB, or to 100 GB with `malwareProtection`
   */
  readonly maxSize?: Size;

  /**
   * Files above this size are sent in parts, unless the client chooses otherwise.
   * @default Size.mebibytes(64)
   * @throws at synth unless whole bytes, 1 to 5 GiB
   */
  readonly multipartThreshold?: Size;

  /**
   * Largest image, width times height, in pixels.
   * @default 268402689 (16383 x 16383, the default limit of libvips and sharp)
   * @throws at synth unless a whole number, 1 or more
   */
  readonly maxPixels?: number;

  /**
   * Depth of the content check.
   * @default ContentLevel.STRICT
   * @throws at synth if it is not a `ContentLevel`
   */
  readonly contentLevel?: ContentLevel;

  /**
   * With ContentLevel.FULL: the largest file that is read as a whole; larger ones are checked as STRICT, with the
   * warning `not-read-whole`. It is in memory while it is checked.
   * @default Size.mebibytes(32)
   * @throws at synth unless whole bytes, 1 to 256 MiB, and only with `contentLevel` FULL
   */
  readonly fullMaxBytes?: Size;

  /**
   * Archives in archives are a finding, not a warning.
   * @default false
   */
  readonly refuseNestedArchives?: boolean;

  /**
   * What happens to a file with findings of the content check, or one that could not be scanned for malware.
   * Bytes of another size or checksum than declared, and known malware, are always rejected.
   * @default OnFinding.REJECT
   * @throws at synth if it is not a `OnFinding`
   */
  readonly onFinding?: OnFinding;

  /**
   * What happens to an image that was declared as another kind of image (a WebP as `image/jpeg`), and to a recording,
   * sound or film, that was declared as another kind of recording. With CORRECT it is stored as what it is, if that is
   * in `allowedTypes`: its record has the warning `type-corrected`, and readers get the detected type and a name with
   * its extension. All else that was declared wrongly is a finding.
   * @default OnMismatch.CORRECT
   * @throws at synth if it is not an `OnMismatch`
   */
  readonly onMismatch?: OnMismatch;

  /**
   * What happens to documents and data with active content: macros, scripts, and what is loaded or started with them.
   * By the kind in the finding's `what`, such as `{ macro: FindingGrade.WARN }`; other kinds keep their default.
   * @default - what runs or is loaded without a question, and macros and their equals, is refused; the rest warns
   * @throws at synth for an unknown kind, or if a value is not a `FindingGrade`
   */
  readonly activeContent?: Readonly<Partial<Record<ActiveKind, FindingGrade>>>;

  /**
   * What happens to a file that a password or rights protect: what is in it cannot be checked.
   * @default FindingGrade.WARN
   * @throws at synth if it is not a `FindingGrade`
   */
  readonly onProtected?: FindingGrade;

  /**
   * Whether a photo, sound or film that says where it was made is refused, with the reason `location-contained`.
   * @default false: its record says so in `contains`
   */
  readonly refuseLocation?: boolean;

  /**
   * GuardDuty Malware Protection for S3 scans each file, which is verified only when it found nothing. AWS charges by
   * object and by byte.
   * @default false
   */
  readonly malwareProtection?: boolean;

  /**
   * How long a file waits for the result of its malware scan. After it, `onFinding` decides.
   * @default Duration.hours(1)
   * @throws at synth unless whole seconds, 5 minutes to 24 hours, and only with `malwareProtection`
   */
  readonly malwareScanTimeout?: Duration;
}
