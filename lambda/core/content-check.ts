import { checkContent, type RangedReader } from './content/index.js';
import type { FileRecord, Reason } from './file.js';
import type { Policy } from './policy.js';
import type { StoredObject, ValidateObjectPorts } from './validate-object.js';

/** Joins the content checker to a deployment's policy: what a file was declared to be against what its bytes are. */
export function contentCheck(
  { allowedTypes, maxPixels }: Policy,
  readerOf: (file: FileRecord, object: StoredObject) => RangedReader,
): ValidateObjectPorts['checkContent'] {
  return async (file, object) => {
    const { contentType: declaredType, filename } = file;
    const options = { declaredType, filename, allowedTypes, maxPixels };
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
