import { InvalidArgumentError } from 'commander';

const units: Readonly<Record<string, number>> = {
  '': 1,
  ...{ k: 1e3, m: 1e6, g: 1e9, t: 1e12 },
  ...{ ki: 2 ** 10, mi: 2 ** 20, gi: 2 ** 30, ti: 2 ** 40 },
};

/** `500000`, `500KB`, `2.5 GB` (of 1000) or `2GiB` (of 1024), as bytes. @throws InvalidArgumentError for anything else */
export function parseByteSize(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?) ?([kmgt]i?)?b?$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(count) * (units[unit.toLowerCase()] ?? 0));
  if (count !== '' && bytes > 0 && Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidArgumentError('Expected a size such as 500MB or 2GiB.');
}
