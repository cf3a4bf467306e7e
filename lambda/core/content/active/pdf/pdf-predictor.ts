/** How a filter's bytes are differences (ISO 32000-1, table 8). */
export interface Predictor {
  /** 1: they are none, 2: as in TIFF, 10 and more: as in PNG, by a byte in front of each row. */
  readonly kind: number;
  readonly colors: number;
  readonly bits: number;
  readonly columns: number;
}

const mostRowBytes = 64 * 1024;

/** The bytes that the differences stand for. */
export function withoutPredictor(bytes: Buffer, { kind, colors, bits, columns }: Predictor): Buffer {
  const rowBytes = Math.ceil((colors * bits * columns) / 8);
  const pixelBytes = Math.max(1, (colors * bits) >> 3);
  if (kind < 2 || rowBytes < 1 || rowBytes > mostRowBytes) return bytes;
  if (kind === 2) return bits === 8 ? fromTiff(bytes, rowBytes, pixelBytes) : bytes;
  const rows = Math.ceil(bytes.length / (rowBytes + 1));
  const out = Buffer.alloc(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1) + 1;
    const filter = bytes[from - 1] ?? 0;
    for (let i = 0; i < rowBytes; i++) {
      const at = row * rowBytes + i;
      const left = i < pixelBytes ? 0 : (out[at - pixelBytes] ?? 0);
      const above = row === 0 ? 0 : (out[at - rowBytes] ?? 0);
      const corner = row === 0 || i < pixelBytes ? 0 : (out[at - rowBytes - pixelBytes] ?? 0);
      out[at] = (bytes[from + i] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return out.subarray(0, Math.max(0, bytes.length - rows));
}

/** PNG, "Filter types for filter method 0". */
function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return filter === 4 ? paeth(left, above, corner) : 0;
}

function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [
    Math.abs(above - corner),
    Math.abs(left - corner),
    Math.abs(left + above - 2 * corner),
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function fromTiff(bytes: Buffer, rowBytes: number, pixelBytes: number): Buffer {
  const out = Buffer.from(bytes);
  for (let at = 0; at < out.length; at++)
    if (at % rowBytes >= pixelBytes) out[at] = (out[at] as number) + (out[at - pixelBytes] as number);
  return out;
}
