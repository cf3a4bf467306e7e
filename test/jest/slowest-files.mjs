import path from 'node:path';
import process from 'node:process';

const shown = 10;

/** Prints at the end of a run which test files took longest. */
export default class SlowestFiles {
  onRunComplete(_contexts, { testResults }) {
    const slowest = testResults
      .map(({ testFilePath, perfStats: { start, end } }) => ({ testFilePath, seconds: (end - start) / 1000 }))
      .sort((one, other) => other.seconds - one.seconds)
      .slice(0, shown);
    if (slowest.length < 2) return;
    const lines = slowest.map(
      ({ testFilePath, seconds }) =>
        `${seconds.toFixed(1).padStart(7)} s  ${path.relative(process.cwd(), testFilePath)}`,
    );
    process.stderr.write(`\nSlowest files:\n${lines.join('\n')}\n`);
  }
}
