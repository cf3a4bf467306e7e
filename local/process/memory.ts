import { freemem } from 'node:os';
import { readFileSync } from 'node:fs';
import { StartFailure } from './start-failure.js';

/** Measured: engine, four functions, the page and, during the deployment, the CDK's two processes. */
const neededMiB = 900;

/** Bytes that are available without swapping. */
export function availableMemoryBytes(): number {
  try {
    // Linux: "free" excludes memory that the cache would release.
    const [, kibibytes] = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
    if (kibibytes) return Number(kibibytes) * 1024;
  } catch {
    // Other systems have no such file.
  }
  return process.platform === 'linux' ? freemem() : Number.POSITIVE_INFINITY;
}

/** @throws StartFailure if the start would run out of memory */
export function requireMemory(availableBytes: number): void {
  const availableMiB = Math.floor(availableBytes / 1024 / 1024);
  if (availableMiB >= neededMiB) return;
  throw new StartFailure(
    `Waybill needs about ${String(neededMiB)} MiB of free memory to start; this machine has ${String(availableMiB)} MiB.`,
    'Close something and start again.',
  );
}
