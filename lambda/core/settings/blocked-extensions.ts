import { blockedExtensions, type NamePolicy } from '../content/index.js';
import type { BlockedExtensions, Policy } from './policy.js';

/** The shorter form; `undefined` where they are those of the default. */
export function shorterForm(given: readonly string[]): BlockedExtensions | undefined {
  const also = given.filter((one) => !blockedExtensions.includes(one));
  const except = blockedExtensions.filter((one) => !given.includes(one));
  if (also.length === 0 && except.length === 0) return undefined;
  return also.length + except.length < given.length ? { also, except } : given;
}

/** What is refused of names, as the check of a name needs it. */
export function namePolicyOf({
  allowedTypes,
  blockedExtensions: given,
}: Pick<Policy, 'allowedTypes' | 'blockedExtensions'>): NamePolicy {
  return given === undefined ? { allowedTypes } : { allowedTypes, blockedExtensions: expanded(given) };
}

function expanded(given: BlockedExtensions): readonly string[] {
  if (!('also' in given)) return given;
  const { also, except } = given;
  return [...blockedExtensions.filter((one) => !except.includes(one)), ...also];
}
