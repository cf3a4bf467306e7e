/** Called when each step of a start begins and ends. */
export interface Steps {
  /** Runs one step. Steps may overlap. */
  run<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** Silent, for tests. */
export const silentSteps: Steps = { run: (_title, work) => work() };

/** A step that takes longer than this is announced before it ends. */
const patienceMs = 2_000;

/** One line for each step when it ends, with its duration; one more for a long step. */
export function printedSteps(
  write: (line: string) => void,
  now: () => number = performance.now.bind(performance),
): Steps {
  return {
    async run(title, work) {
      const startedAt = now();
      const seconds = (): string => `${((now() - startedAt) / 1000).toFixed(1).padStart(5)} s`;
      const impatience = setTimeout(() => {
        write(`     …    ${title}`);
      }, patienceMs);
      try {
        const result = await work();
        write(`${seconds()}  ✓ ${title}`);
        return result;
      } catch (error) {
        write(`${seconds()}  ✗ ${title}`);
        throw error;
      } finally {
        clearTimeout(impatience);
      }
    },
  };
}
