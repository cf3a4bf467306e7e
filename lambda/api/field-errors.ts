import type * as z from 'zod/mini';
import type { FieldError } from '../core/problem.js';

/** Maximum number of errors in a response. */
export const maxErrors = 20;

export type Pointer = (path: readonly PropertyKey[]) => string;

/** The first errors of a schema, and the number of the others: a large request does not get a large response. */
export function fieldErrors(
  issues: readonly z.core.$ZodIssue[],
  pointer: Pointer,
): { errors: FieldError[]; omitted: number } {
  const errors: FieldError[] = [];
  let found = 0;
  for (const issue of issues) {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
    found += paths.length;
    for (const path of paths.slice(0, maxErrors - errors.length))
      errors.push({
        pointer: pointer([...issue.path, ...path]),
        detail: issue.code === 'unrecognized_keys' ? 'Unknown field; leave it out' : issue.message,
      });
  }
  return { errors, omitted: found - errors.length };
}
