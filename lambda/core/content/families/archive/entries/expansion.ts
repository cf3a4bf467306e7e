import type { Findings } from '../../../evidence/finding.js';

const expansionRatio = 200;
const expansionBytes = 50_000_000;

/** An archive bomb: more than 50 MB, and more than 200 times its own size. */
export function judgeExpansion(unpacked: number, packed: number, offset: number, findings: Findings): void {
  const ratio = unpacked / Math.max(1, packed);
  if (ratio > expansionRatio && unpacked > expansionBytes) {
    findings.refuse('archive-expansion', offset, `${unpacked} bytes, ${Math.round(ratio)} times its size`);
  }
}
