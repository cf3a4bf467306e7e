export interface Timing {
  /** Milliseconds of each run, shortest first. */
  readonly each: readonly number[];
  /** Milliseconds from the first start to the last end. */
  readonly all: number;
}

/** Runs `run` so often, with `atOnce` concurrent calls. */
export async function measure(
  count: number,
  atOnce: number,
  run: (index: number) => Promise<unknown>,
): Promise<Timing> {
  const each: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const lane = async () => {
    while (next < count) {
      const index = next++;
      const from = performance.now();
      await run(index);
      each.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, lane));
  return { each: each.sort((one, other) => one - other), all: performance.now() - startedAt };
}

/** `rate | median | p99`, as cells of a table. */
export function cells({ each, all }: Timing): string {
  const at = (share: number) => `${Math.round(each[Math.floor((each.length - 1) * share)] ?? 0)} ms`;
  return `${Math.round((each.length / all) * 1000)} | ${at(0.5)} | ${at(0.99)}`;
}
