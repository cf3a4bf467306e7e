import type * as z from 'zod/mini';
import { problems, type FieldError, type Problem } from '../../core/problem.js';
import type { ProblemDocument } from '../schema/service-answers.js';

/** In bytes of JSON: whatever a client sent, the error stays below 8 KB. */
const maxDetailBytes = 800;
const maxPointerBytes = 150;
const maxErrorsBytes = 6000;

/**
 * RFC 9457 section 3.1. `type` is the address of the API's own page about the code. Quoted input is truncated, and
 * omitted errors are counted.
 */
export function problemDocument(
  problem: Problem,
  origin: string,
  requestId: string,
): z.output<typeof ProblemDocument> {
  const { code, errors } = problem;
  const { status, title } = problems[code];
  const named = within(maxErrorsBytes, errors.map(shortened));
  const omitted = problem.errorsOmitted + errors.length - named.length;
  const more = omitted > 0 ? `; and ${omitted} more` : '';
  return {
    type: `${origin}/problems/${code}`,
    title,
    status,
    detail: cut(problem.detail, maxDetailBytes) + more,
    code,
    requestId,
    ...(named.length > 0 && { errors: named }),
    ...(omitted > 0 && { errorsOmitted: omitted }),
  };
}

const shortened = ({ pointer, detail }: FieldError): FieldError => ({
  pointer: cut(pointer, maxPointerBytes),
  detail: cut(detail, maxDetailBytes),
});

/** As many of the first errors as fit. */
function within(bytes: number, errors: readonly FieldError[]): FieldError[] {
  let left = bytes;
  return errors.filter((error) => (left -= jsonBytes(error)) >= 0);
}

/** The text, or its beginning and an ellipsis, cut between characters. */
function cut(text: string, bytes: number): string {
  // A character has at least one byte: the rest cannot fit.
  if (text.length <= bytes && jsonBytes(text) <= bytes) return text.toWellFormed();
  let kept = '';
  let left = bytes - jsonBytes('…');
  for (const character of text) {
    left -= jsonBytes(character) - jsonBytes('');
    if (left < 0) break;
    kept += character;
  }
  return `${kept.toWellFormed()}…`;
}

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
