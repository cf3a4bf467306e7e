import { writeFileSync } from 'node:fs';

/** Writes lines of text, all different. */
export function writeLargeText(file: string, sizeBytes: number): void {
  const line = (number: number) => `${String(number).padStart(9, '0')} was said, and nothing else of it.\n`;
  const lines = Array.from({ length: Math.ceil(sizeBytes / line(0).length) }, (_, number) => line(number));
  writeFileSync(file, Buffer.from(lines.join('')).subarray(0, sizeBytes));
}
