import type { Findings } from './evidence/finding.js';
import { saidTypes } from './type/declared-type.js';
import { areInertKin } from './type/inert-kin.js';
import { canonicalType, unknownType } from './type/known-types.js';
import { matchTypes } from './type/match-types.js';
import type { CheckOptions } from './verdict.js';

interface Found {
  readonly type: string;
  readonly aliases: readonly string[];
  readonly mayBe?: readonly string[] | undefined;
}

type Said = Pick<CheckOptions, 'declaredType' | 'filename' | 'onMismatch'>;

/**
 * Compares what was found with what the file was said to be: declared, and named where systems misname such files.
 * @returns the type for readers
 */
export function judgeDeclared(
  found: Found,
  options: Said,
  isAllowed: (type: string) => boolean,
  findings: Findings,
): string {
  const { type, aliases, mayBe = [] } = found;
  if (type === unknownType && !findings.has('format-unproven')) findings.refuse('type-unknown', 0);
  if (options.declaredType === undefined) return type;
  const said = saidTypes(options.declaredType, options.filename).map((name) => ({
    name,
    match: mayBe.includes(name) ? 'text' : matchTypes(name, canonicalType(type), aliases),
  }));
  const believed = said.flatMap(({ name, match }) =>
    match === 'same' ? [type] : match === 'text' ? [name] : [],
  );
  if (believed.length > 0) return believed.find(isAllowed) ?? believed[0] ?? type;
  const kin = said.find(({ match }) => match === 'family')?.name;
  if (kin) findings.warn('type-in-family', 0, `declared ${kin}, found ${type}, which is of the same family`);
  else if (said.length > 0) judgeMismatch(found, options, findings);
  return type;
}

/**
 * Something else was found than was said: corrected where it is harmless, or where only the name said so. Whether the
 * real type is accepted is judged apart.
 */
function judgeMismatch({ type }: Found, { declaredType = '', onMismatch }: Said, findings: Findings): void {
  const declared = canonicalType(declaredType);
  if (type !== unknownType && declared === unknownType) {
    findings.warn('type-corrected', 0, `named as another type, found ${type}: judged as what it is`);
  } else if (onMismatch !== 'reject' && areInertKin(declared, canonicalType(type))) {
    findings.warn('type-corrected', 0, `declared ${declaredType}, found ${type}: judged as what it is`);
  } else {
    findings.refuse('type-mismatch', 0, `declared ${declaredType}, found ${type}`);
  }
}
