import { checkContent, type RangedReader } from '../content/index.js';
import type { FileRecord, Reason } from '../file/file.js';
import type { Policy } from '../settings/policy.js';
import type { ValidationPorts } from './validation.js';
import type { StoredObject } from './verdict.js';

/** What of a deployment's policy the content check needs. */
export type ContentPolicy = Pick<
  Policy,
  | 'allowedTypes'
  | 'maxPixels'
  | 'contentLevel'
  | 'onMismatch'
  | 'activeContent'
  | 'onProtected'
  | 'refuseLocation'
>;

/** Runs the content checker with a deployment's policy: compares the declared type with the bytes. */
export function contentCheck(
  {
    allowedTypes,
    maxPixels,
    contentLevel: level,
    onMismatch,
    activeContent,
    onProtected,
    refuseLocation,
  }: ContentPolicy,
  readerOf: (file: FileRecord, object: StoredObject) => RangedReader,
): ValidationPorts['checkContent'] {
  return async (file, object) => {
    const { contentType: declaredType, filename } = file;
    const options = {
      declaredType,
      filename,
      allowedTypes,
      maxPixels,
      level,
      ...(onMismatch && { onMismatch }),
      ...(activeContent && { activeContent }),
      ...(onProtected && { onProtected }),
      ...(refuseLocation && { refuseLocation }),
    };
    const { findings, verdict, detectedType, contains, width, height } = await checkContent(
      readerOf(file, object),
      options,
    );
    const reasons = (severity: 'refuse' | 'warn'): Reason[] =>
      findings
        .filter((finding) => finding.severity === severity)
        .map(({ code, message, offset, what, part }) => ({
          code,
          message,
          offset,
          ...(what !== undefined && { what }),
          ...(part !== undefined && { part }),
        }));
    return {
      verdict,
      detectedType,
      reasons: reasons('refuse'),
      warnings: reasons('warn'),
      contains,
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    };
  };
}
