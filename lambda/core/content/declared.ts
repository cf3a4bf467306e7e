import type { Findings } from './evidence/finding.js';
import { saidTypes } from './type/declared-type.js';
import { canonicalType, unknownType } from './type/known-types.js';
import { matchTypes } from './type/match-types.js';
import type { CheckOptions } from './verdict.js';

interface Found {
  readonly type: string;
  readonly aliases: readonly string[];
}

/**
 * Compares what was found with what the file was said to be: declared, and named where systems misname such files.
 * @returns the type that readers are told
 */
export function judgeDeclared(
  found: Found,
  { declaredType, filename }: Pick<CheckOptions, 'declaredType' | 'filename'>,
  isAllowed: (type: string) => boolean,
  findings: Findings,
): string {
  const { type, aliases } = found;
  if (type === unknownType) findings.refuse('type-unknown', 0);
  if (declaredType === undefined) return type;
  const said = saidTypes(declaredType, filename).map((name) => ({
    name,
    match: matchTypes(name, canonicalType(type), aliases),
  }));
  const believed = said.flatMap(({ name, match }) =>
    match === 'same' ? [type] : match === 'text' ? [name] : [],
  );
  const kin = said.find(({ match }) => match === 'family');
  if (believed.length > 0) return believed.find(isAllowed) ?? believed[0] ?? type;
  if (kin) {
    findings.warn('type-in-family', 0, `declared ${kin.name}, found ${type}, which is of the same family`);
  } else if (canonicalType(declaredType) !== unknownType) {
    findings.refuse('type-mismatch', 0, `declared ${declaredType}, found ${type}`);
  }
  return type;
}
