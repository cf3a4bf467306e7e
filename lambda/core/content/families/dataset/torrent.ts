import { latin1 } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const mark =
  /^d(?:8:announce|13:announce-list|7:comment|10:created by|13:creation date|8:encoding|4:info|5:nodes|8:url-list|\d{1,2}:[\w-]{1,32}[dil\d])/;
const mostTokens = 200_000;
const deepest = 32;

/** BitTorrent's description of files (BEP 3, "bencoding"): one dictionary, with `info` in it. */
export const torrent: FormatFamily = {
  name: 'torrent',
  unit: 'a dictionary with a description of files',
  recognise: (head) => (mark.test(latin1(head, 0, 64)) ? 'application/x-bittorrent' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const bytes = file.isWhole ? file.head : await file.bytes(0, Math.min(file.sizeBytes, 2 * 1024 * 1024));
    const { end, infoAt } = walk(bytes);
    file.work.spend(bytes.length, 0);
    if (infoAt === undefined) return { unitAt: undefined };
    if (end === undefined && bytes.length === file.sizeBytes)
      findings.warn('truncated', file.sizeBytes, 'the dictionary is not closed');
    return { unitAt: infoAt, ...(end === undefined ? { isOpenEnded: true } : { end }) };
  },
};

/** Steps over strings, numbers, lists and dictionaries, up to where the first one is closed. */
function walk(b: Buffer): { end?: number; infoAt?: number } {
  let depth = 0;
  let infoAt: number | undefined;
  let at = 0;
  for (let tokens = 0; tokens < mostTokens && at < b.length; tokens++) {
    const kind = String.fromCharCode(b[at] ?? 0);
    if (kind === 'd' || kind === 'l') depth++;
    if (kind === 'd' || kind === 'l' || kind === 'e') {
      at++;
      if (kind === 'e' && --depth === 0) return { end: at, ...(infoAt !== undefined && { infoAt }) };
      if (depth > deepest) return {};
      continue;
    }
    const token = /^(?:i-?\d{1,20}e|(\d{1,10}):)/.exec(latin1(b, at, at + 24));
    if (!token) return {};
    const length = Number(token[1] ?? 0);
    if (depth === 1 && latin1(b, at, at + 7) === '4:infod') infoAt = at;
    at += token[0].length + length;
  }
  return infoAt === undefined ? {} : { infoAt };
}
