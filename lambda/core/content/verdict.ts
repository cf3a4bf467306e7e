import type { ActiveContentPolicy } from './evidence/active-kinds.js';
import type { Finding } from './evidence/finding.js';
import type { PersonalKind } from './privacy/personal-kind.js';

/**
 * Depth of the check. `standard` reads the last 4 KiB, `strict` the last 64 KiB (which finds an archive hidden before
 * padding or a repeated trailer), `full` the whole file up to `fullMaxBytes`.
 */
export type CheckLevel = 'standard' | 'strict' | 'full';

/** Options of a check. */
export interface CheckOptions {
  /**
   * The media type that the uploader declared; parameters are ignored.
   * @default no declared type is compared
   */
  readonly declaredType?: string;
  /**
   * What happens to an image that was declared as another kind of image, and to a recording (sound or film) that was
   * declared as another kind of recording: `correct` judges it as what it is, with the warning `type-corrected`;
   * `reject` refuses it. All else that was declared wrongly is refused.
   * @default 'correct'
   */
  readonly onMismatch?: 'correct' | 'reject';
  /**
   * Name of the file. Only its ending counts, whatever the bytes are.
   * @default no ending is judged
   */
  readonly filename?: string;
  /**
   * How deep the check looks.
   * @default 'strict'
   */
  readonly level?: CheckLevel;
  /**
   * The detected type must be in the list. A listed type is accepted even if it is a program, a script, a page or a
   * document with macros, and so are names with an extension of that type.
   * @default every type that the checker knows, except those
   */
  readonly allowedTypes?: readonly string[];
  /**
   * Further types that are accepted, as if they were in `allowedTypes`.
   * @default none
   */
  readonly alsoAllowedTypes?: readonly string[];
  /**
   * Width times height of the largest image that is accepted, in pixels.
   * @default no limit
   */
  readonly maxPixels?: number;
  /**
   * Endings of names that are refused, lower case, without the dot.
   * @default `blockedExtensions`
   */
  readonly blockedExtensions?: readonly string[];
  /**
   * Whether archives inside archives are refused.
   * @default false: they are a warning
   */
  readonly refuseNestedArchives?: boolean;
  /**
   * Whether a kind of active content (macros, scripts, what is loaded from elsewhere) is refused or a warning.
   * @default what runs or is loaded without a question, macros and what equals them are refused; the rest warns
   */
  readonly activeContent?: ActiveContentPolicy;
  /**
   * What a file is that a password or rights protect, so that it cannot be looked into.
   * @default 'warn'
   */
  readonly onProtected?: 'refuse' | 'warn';
  /**
   * Whether a file is refused that says where it was made.
   * @default false
   */
  readonly refuseLocation?: boolean;
  /**
   * At level `full`: bytes of the largest file that is read as a whole; larger ones are checked as `strict`.
   * @default 33554432 (32 MiB)
   */
  readonly fullMaxBytes?: number;
}

/** The result of a check. */
export interface ContentVerdict {
  /** `reject` if one of the findings has the severity `refuse`. */
  readonly verdict: 'accept' | 'reject';
  /** Media type of the bytes, whatever was declared: serve the file as this. */
  readonly detectedType: string;
  /** Other media types that the same bytes may be declared as. */
  readonly aliases: readonly string[];
  /** Refusals and warnings, in the order in which they were found. */
  readonly findings: readonly Finding[];
  /** Of an image or video, in pixels, if known. */
  readonly width?: number;
  /** Of an image or video, in pixels, if known. */
  readonly height?: number;
  /** What the file says about where, with what and by whom it was made, as far as that was read. */
  readonly contains: readonly PersonalKind[];
  /** How many bytes were read. */
  readonly bytesRead: number;
  /** By how many reads. */
  readonly ranges: number;
  /** What was done with these bytes: bytes, codes and entries that parsers looked at. */
  readonly steps: number;
}
