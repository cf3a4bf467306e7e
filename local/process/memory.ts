import { freemem } from 'node:os';
import { readFileSync } from 'node:fs';
import { StartFailure } from './start-failure.js';

/** Measured: engine, four functions, the page and, for the moment of the deployment, the CDK's two processes. */
const neededMiB = 900;

/** Bytes that could be had without swapping. */
export function availableMemoryBytes(): number {
  try {
    // Linux: "free" leaves out what the cache would give back.
    const [, kibibytes] = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
    if (kibibytes) return Number(kibibytes) * 1024;
  } catch {
    // Elsewhere there is no such file.
  }
  return process.platform === 'linux' ? freemem() : Number.POSITIVE_INFINITY;
}

/** @throws StartFailure when the start would run out of memory halfway */
export function requireMemory(availableBytes: number): void {
  const availableMiB = Math.floor(availableBytes / 1024 / 1024);
  if (availableMiB >= neededMiB) return;
  throw new StartFailure(
    `Waybill needs about ${String(neededMiB)} MiB of free memory to start; this machine has ${String(availableMiB)} MiB.`,
    'Close something and start again.',
  );
}
