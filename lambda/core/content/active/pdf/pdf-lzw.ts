const clearCode = 256;
const endCode = 257;
const firstCode = 258;
const mostCodes = 4096;

/**
 * ISO 32000-1, 7.4.4.2: codes of 9 to 12 bits, the first bits first.
 * @param early 1 where codes grow one code sooner than they have to
 */
export function lzwDecoded(packed: Buffer, most: number, early: number): Buffer {
  const out = Buffer.alloc(Math.min(most, packed.length * mostCodes));
  // Each code stands for a stretch of what was written before, and of the byte that follows it.
  const starts = new Uint32Array(mostCodes);
  const lengths = new Uint16Array(mostCodes);
  let [length, next, width, bits, held] = [0, firstCode, 9, 0, 0];
  let last: { start: number; length: number } | undefined;
  for (let at = 0; at < packed.length && length < out.length;) {
    while (held < width && at < packed.length) {
      bits = ((bits << 8) | (packed[at++] as number)) & 0xffffff;
      held += 8;
    }
    if (held < width) break;
    const code = (bits >> (held - width)) & ((1 << width) - 1);
    held -= width;
    if (code === endCode) break;
    if (code === clearCode) {
      [next, width, last] = [firstCode, 9, undefined];
      continue;
    }
    if (last && next < mostCodes) {
      starts[next] = last.start;
      lengths[next++] = last.length + 1;
    }
    const start = length;
    if (code < clearCode) out[length++] = code;
    else if (code < next) length = repeat(out, length, starts[code] as number, lengths[code] as number);
    else break;
    last = { start, length: length - start };
    if (next + early >= 1 << width && width < 12) width++;
  }
  return out.subarray(0, length);
}

function repeat(out: Buffer, at: number, from: number, count: number): number {
  let to = at;
  for (let i = 0; i < count && to < out.length; i++) out[to++] = out[from + i] as number;
  return to;
}
