/**
 * The content checker: detects what a file really is, with a few range reads. See docs/content-checker.md.
 *
 * @module waybill/content
 */

export {
  activeKinds,
  type ActiveContentPolicy,
  type ActiveKind,
  type ActiveKindRule,
} from './evidence/active-kinds.js';
export { adviceOnFinding, type AdvisedFinding } from './evidence/advice.js';
export { checkContent } from './check-content.js';
export { findingSentences, type Finding, type FindingCode, type Severity } from './evidence/finding.js';
export { acceptedType, typeOfName } from './type/declared-type.js';
export { emptyTypes } from './type/empty-file.js';
export { aliasesOf, canonicalType, isVerifiable, knownTypes, unknownType } from './type/known-types.js';
export type { KnownType } from './type/known-type.js';
export { blockedEnding, blockedExtensions, type NamePolicy } from './name/ending.js';
export { readersName, type NamedFile, type NamedWarning } from './name/fitting-name.js';
export { runnableEndings, type RunnableEndings } from './name/runnable-endings.js';
export { personalKinds, type PersonalKind } from './privacy/personal-kind.js';
export { bytesReader, ContentReadError, type RangedReader } from './reading/ranged-reader.js';
export type { CheckLevel, CheckOptions, ContentVerdict } from './verdict.js';
