import { loadDetectors, type Detectors } from './detectors.js';

export interface Sample {
  readonly type: string;
  /** Microseconds of CPU, which waiting for another process adds nothing to: the least of the rounds. */
  readonly cpu: number;
  /** Elapsed microseconds, the median of the rounds. */
  readonly waybill: number;
  readonly fileType: number;
  readonly libmagic: number;
  readonly bytesRead: number;
  readonly ranges: number;
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

/** Times each detector on each file, alternating in every round, so that the machine's load affects all alike. */
export async function sampleFiles(
  files: readonly string[],
  read: (path: string) => Buffer,
  rounds: number,
): Promise<Sample[]> {
  const detectors = await loadDetectors();
  for (const path of files.slice(0, 200)) await timeAll(detectors, read(path));
  const samples: Sample[] = [];
  for (const path of files) {
    const file = read(path);
    const { detectedType: type, bytesRead, ranges } = await detectors.waybill(file);
    const times: Record<keyof Detectors, number>[] = [];
    const cpus: number[] = [];
    for (let round = 0; round < rounds; round++) {
      times.push(await timeAll(detectors, file));
      cpus.push(await cpuOf(() => detectors.waybill(file)));
    }
    const median = (name: keyof Detectors) =>
      quantile(
        times.map((time) => time[name]),
        0.5,
      );
    samples.push({
      type,
      bytesRead,
      ranges,
      cpu: Math.min(...cpus),
      waybill: median('waybill'),
      fileType: median('fileType'),
      libmagic: median('libmagic'),
    });
  }
  return samples;
}

/** Of this process, all of its threads. */
export async function cpuOf(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

async function timeAll(detectors: Detectors, file: Buffer): Promise<Record<keyof Detectors, number>> {
  const time = async (run: () => unknown): Promise<number> => {
    const start = performance.now();
    await run();
    return (performance.now() - start) * 1000;
  };
  return {
    waybill: await time(() => detectors.waybill(file)),
    fileType: await time(() => detectors.fileType(file)),
    libmagic: await time(() => detectors.libmagic(file)),
  };
}
