import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { printedSteps } from '../../../local/process/steps.js';

describe('the steps of a start', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function watch() {
    const lines: string[] = [];
    return {
      lines,
      steps: printedSteps(
        (line) => lines.push(line),
        () => Date.now(),
      ),
    };
  }

  test('each prints one line with its duration when it ends', async () => {
    const { lines, steps } = watch();
    const step = steps.run('Local AWS engine', async () => {
      await jest.advanceTimersByTimeAsync(1_230);
      return 'port';
    });
    expect(await step).toBe('port');
    expect(lines).toEqual(['  1.2 s  ✓ Local AWS engine']);
  });

  test('a long one is announced', async () => {
    const { lines, steps } = watch();
    await steps.run('Python packages', async () => {
      await jest.advanceTimersByTimeAsync(14_000);
    });
    expect(lines).toEqual(['     …    Python packages', ' 14.0 s  ✓ Python packages']);
  });

  test('a failing one is reported and rethrown', async () => {
    const { lines, steps } = watch();
    await expect(steps.run('cdk deploy', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(lines).toEqual(['  0.0 s  ✗ cdk deploy']);
  });
});
