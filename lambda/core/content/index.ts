/**
 * The content checker: detects what a file really is, with a few range reads. See docs/content-checker.md.
 *
 * @module waybill/content
 */

export { checkContent } from './check-content.js';
export { findingSentences, type Finding, type FindingCode, type Severity } from './evidence/finding.js';
export { aliasesOf, canonicalType } from './evidence/media-type.js';
export { blockedEnding, blockedExtensions, type NamePolicy } from './name/ending.js';
export { runnableEndings, type RunnableEndings } from './name/runnable-endings.js';
export { bytesReader, ContentReadError, type RangedReader } from './reading/ranged-reader.js';
export type { CheckLevel, CheckOptions, ContentVerdict } from './verdict.js';
