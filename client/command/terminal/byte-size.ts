const units = ['B', 'KB', 'MB', 'GB', 'TB'];

/** Sizes for people, in powers of 1000, as in file managers and storage bills. */
export function byteSize(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const amount = bytes / 1000 ** power;
  return `${power === 0 || amount >= 100 ? amount.toFixed(0) : amount.toFixed(1)} ${units[power] ?? ''}`;
}
