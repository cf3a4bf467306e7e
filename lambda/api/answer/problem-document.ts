import type * as z from 'zod/mini';
import { problems, type Problem } from '../../core/problem.js';
import type { ProblemDocument } from '../schema/answers.js';

/** RFC 9457 section 3.1. `type` is the address of the API's own page about the code. */
export function problemDocument(
  problem: Problem,
  origin: string,
  requestId: string,
): z.output<typeof ProblemDocument> {
  const { code, detail, errors } = problem;
  const { status, title } = problems[code];
  return {
    type: `${origin}/problems/${code}`,
    title,
    status,
    detail,
    code,
    requestId,
    ...(errors.length > 0 && { errors: [...errors] }),
  };
}
