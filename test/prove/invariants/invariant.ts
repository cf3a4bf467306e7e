import type { Claim } from '../iam/claim.js';

/** What must hold of every request, whoever sends it. */
export interface Invariant {
  /** Documents name it so. */
  readonly name: string;
  readonly says: string;
  /** Of these requests … */
  readonly of?: Claim;
  /** … none is allowed but these. */
  readonly only?: readonly Claim[];
  /** All of these are allowed. */
  readonly may?: readonly Claim[];
}

/** Requests in one of these ways, and all of a given kind. */
export const when = (operator: string, key: string, ...values: string[]) => ({
  when: { [operator]: { [key]: values } },
});
