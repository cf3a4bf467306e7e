import type { Findings } from '../evidence/finding.js';
import { plainTarget } from '../text/plain-target.js';
import { isRunnable } from './target.js';

/** What pages write where a link leads nowhere, which printing and pasting keep. */
const nowhere =
  /^(?:javascript|vbscript):(?:\/\/|void\(?["']?\d*["']?\)?|undefined|returnfalse|[;#{}]|%20)*$/i;
export const leadsNowhere = (address: string): boolean => nowhere.test(address);

/** So many different links of one document are looked at: what ends like a program takes long to say. */
const mostLinks = 1000;
const judged = new WeakMap<Findings, Set<string>>();

function isNew(target: string, findings: Findings): boolean {
  const known = judged.get(findings) ?? new Set();
  judged.set(findings, known);
  if (known.has(target) || known.size >= mostLinks) return false;
  known.add(target);
  return true;
}

/**
 * A link of an Office document, which somebody has to follow: programs are linked as pages are. The address of a page may
 * end like a program.
 */
export function judgeLink(target: string, at: number, findings: Findings, part?: string): void {
  const plain = plainTarget(target);
  const isPage = /^(?:https?|mailto|ftp|tel|sip):/i.test(plain);
  const command = decoded(target).split(/\s/)[0] ?? '';
  if (leadsNowhere(plain)) return;
  if (/^(?:javascript|vbscript):/i.test(plain)) findings.active('script-link', at, part);
  else if (
    !isPage &&
    ((isNew(command, findings) && isRunnable(command)) || /^(?:ms-msdt|search-ms):/i.test(plain))
  )
    findings.active('launch', at, part);
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
