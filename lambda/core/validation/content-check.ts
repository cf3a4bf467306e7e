import { checkContent, type RangedReader } from '../content/index.js';
import type { FileRecord, Reason } from '../file/file.js';
import { namePolicyOf } from '../settings/blocked-extensions.js';
import type { Policy } from '../settings/policy.js';
import type { ValidationPorts } from './validation.js';
import type { StoredObject } from './verdict.js';

/** Runs the content checker with a deployment's policy: compares the declared type with the bytes. */
export function contentCheck(
  policy: Pick<
    Policy,
    | 'allowedTypes'
    | 'maxPixels'
    | 'contentLevel'
    | 'onMismatch'
    | 'fullMaxBytes'
    | 'refuseNestedArchives'
    | 'blockedExtensions'
  >,
  readerOf: (file: FileRecord, object: StoredObject) => RangedReader,
): ValidationPorts['checkContent'] {
  const { maxPixels, contentLevel: level, onMismatch, fullMaxBytes, refuseNestedArchives } = policy;
  return async (file, object) => {
    const { contentType: declaredType, filename } = file;
    const options = {
      declaredType,
      filename,
      ...namePolicyOf(policy),
      maxPixels,
      level,
      ...(onMismatch && { onMismatch }),
      ...(fullMaxBytes !== undefined && { fullMaxBytes }),
      ...(refuseNestedArchives && { refuseNestedArchives }),
    };
    const { findings, verdict, detectedType, width, height } = await checkContent(
      readerOf(file, object),
      options,
    );
    const reasons = (severity: 'refuse' | 'warn'): Reason[] =>
      findings
        .filter((finding) => finding.severity === severity)
        .map(({ code, message, offset }) => ({ code, message, ...(offset !== undefined && { offset }) }));
    return {
      verdict,
      detectedType,
      reasons: reasons('refuse'),
      warnings: reasons('warn'),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    };
  };
}
