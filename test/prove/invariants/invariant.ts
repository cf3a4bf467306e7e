import type { Claim } from '../iam/claim.js';

/** What must hold of every request, from any sender. */
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
  /**
   * Which policies must hold this without the others: what roles may do is held twice, by their own policies and by the
   * bucket's, and neither counts on the other.
   */
  readonly alone?: 'identity' | 'session';
}

/** Requests in one of these ways, and all of a given kind. */
export const when = (operator: string, key: string, ...values: string[]) => ({
  when: { [operator]: { [key]: values } },
});
