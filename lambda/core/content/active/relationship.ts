import type { Findings } from '../evidence/finding.js';
import type { ActiveKind } from '../evidence/active-kinds.js';
import { judgeLink } from './link.js';
import { isElsewhere } from './target.js';

/** A relationship of an Open XML package (ECMA-376 part 2, 9.3). */
export interface Relationship {
  /** URI of which the last words count: transitional, strict and Microsoft's own differ before them. */
  readonly type: string;
  readonly target: string;
  readonly isExternal: boolean;
}

/** By type, whatever the part is named to which it leads. */
const carriers: readonly (readonly [RegExp, ActiveKind])[] = [
  [/\/(?:vbaProject|wordVbaData|vbaData|xlMacrosheet|xlIntlMacrosheet)$/i, 'macro'],
  [/\/(?:control|activeXControl\w*)$/i, 'control'],
];

/** By type, what an external target is for the document: loaded in its place or run with it, or only shown. */
const loads: readonly (readonly [RegExp, ActiveKind])[] = [
  [/\/attachedTemplate$/i, 'external-template'],
  [/\/(?:frame|aFChunk|subDocument|oleObject|package|glossaryDocument|officeDocument)$/i, 'external-object'],
];
/** Followed only when somebody clicks. */
const links = /\/hyperlink$/i;

/**
 * @param at of the part that has the relationship
 * @param part to which it leads, or which has it
 */
export function judgeRelationship(
  { type, target, isExternal }: Relationship,
  at: number,
  findings: Findings,
  part: string,
): void {
  const kind = type.trim();
  const carried = carriers.find(([pattern]) => pattern.test(kind))?.[1];
  if (carried) findings.active(carried, at, part);
  else if (!isExternal) return;
  else if (links.test(kind)) judgeLink(target, at, findings, part);
  else {
    const loaded = loads.find(([pattern]) => pattern.test(kind))?.[1];
    findings.active(loaded && isElsewhere(target) ? loaded : 'external-content', at, part);
  }
}
