import type { Finding } from './evidence/finding.js';

/**
 * Depth of the check. `standard` reads the last 4 KiB, `strict` the last 64 KiB (which finds an archive hidden before
 * padding or a repeated trailer), `full` the whole file up to `fullMaxBytes`.
 */
export type CheckLevel = 'standard' | 'strict' | 'full';

export interface CheckOptions {
  /** The media type that the uploader declares; parameters are ignored. @default no comparison */
  readonly declaredType?: string;
  /** Only its extension is checked, whatever the bytes are. @default no check of extensions */
  readonly filename?: string;
  /** @default 'strict' */
  readonly level?: CheckLevel;
  /**
   * The detected type must be in the list. A listed type is accepted even if it is a program, a script, a page or a
   * document with macros, and so are names with an extension of that type.
   * @default every type that the checker knows, except those
   */
  readonly allowedTypes?: readonly string[];
  /** Further types that are accepted, as if they were in `allowedTypes`. @default none */
  readonly alsoAllowedTypes?: readonly string[];
  /** Width times height of an image. @default no limit */
  readonly maxPixels?: number;
  /** Extensions that are refused, lower case, without the dot. @default `blockedExtensions` */
  readonly blockedExtensions?: readonly string[];
  /** Whether nested archives are refused. @default false: they are a warning */
  readonly refuseNestedArchives?: boolean;
  /** At level `full`: larger files are checked as `strict`. @default 32 MiB */
  readonly fullMaxBytes?: number;
}

export interface ContentVerdict {
  readonly verdict: 'accept' | 'reject';
  /** The detected type, whatever was declared: the type for readers. */
  readonly detectedType: string;
  /** Other valid types of the same bytes. */
  readonly aliases: readonly string[];
  /** The verdict is `reject` if one of the findings has the severity `refuse`. */
  readonly findings: readonly Finding[];
  /** Of an image, in pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly bytesRead: number;
  readonly ranges: number;
}
