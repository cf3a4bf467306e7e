import type { Finding } from './evidence/finding.js';

/**
 * How deep the check looks. `standard` reads the last 4 KiB, `strict` the last 64 KiB (an archive hidden behind
 * padding or a repeated trailer escapes the former), `full` the whole file up to `fullMaxBytes`.
 */
export type CheckLevel = 'standard' | 'strict' | 'full';

export interface CheckOptions {
  /** The media type that the uploader declared; parameters are ignored. @default no claim is compared */
  readonly declaredType?: string;
  /** Only its ending is looked at, whatever the bytes are. @default no ending is judged */
  readonly filename?: string;
  /** @default 'strict' */
  readonly level?: CheckLevel;
  /**
   * Types that are accepted; the detected type must be among them. A type that stands here by name is accepted
   * even if it is a program, a script, a page or a document with macros, and so are names that end as such files do.
   * @default every type that the checker knows, without those
   */
  readonly allowedTypes?: readonly string[];
  /** Types that are accepted by name besides, as if they stood in `allowedTypes`. @default none */
  readonly alsoAllowedTypes?: readonly string[];
  /** Width times height of an image. @default no limit */
  readonly maxPixels?: number;
  /** Endings of names that are refused, lower case, without the dot. @default `blockedExtensions` */
  readonly blockedExtensions?: readonly string[];
  /** Are archives inside archives refused? @default false: they are a warning */
  readonly refuseNestedArchives?: boolean;
  /** At level `full`: larger files are checked as `strict`. @default 32 MiB */
  readonly fullMaxBytes?: number;
}

export interface ContentVerdict {
  readonly verdict: 'accept' | 'reject';
  /** What the file is, whatever was declared: what readers are told. */
  readonly detectedType: string;
  /** Other names that the same bytes may rightly go by. */
  readonly aliases: readonly string[];
  /** Refusals and warnings. The verdict is `reject` when one of them refuses. */
  readonly findings: readonly Finding[];
  /** Of an image, in pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly bytesRead: number;
  readonly ranges: number;
  /** What was done with these bytes: bytes, codes and entries that parsers looked at. */
  readonly steps: number;
}
