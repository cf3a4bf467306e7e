import { Session, type Profiler } from 'node:inspector';

/**
 * Counts what the checker does, not how long it takes: V8's block coverage counts executions of each function and each
 * block of code, the same on any machine under any load.
 */
export class OperationCounter {
  private readonly session = new Session();

  /** @param pathParts only code whose URL contains one of these is counted */
  constructor(private readonly pathParts: readonly string[]) {
    this.session.connect();
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Blocks executed since the last call. */
  take(): number {
    let total = 0;
    // The response arrives before `post` returns: the session is of this thread.
    this.session.post('Profiler.takePreciseCoverage', (failure, answer) => {
      if (failure) throw failure;
      total = this.sum(answer.result);
    });
    return total;
  }

  close(): void {
    this.session.disconnect();
  }

  private sum(scripts: readonly Profiler.ScriptCoverage[]): number {
    return scripts
      .filter((script) => this.pathParts.some((part) => script.url.includes(part)))
      .flatMap((script) => script.functions)
      .flatMap((covered) => covered.ranges)
      .reduce((sum, range) => sum + range.count, 0);
  }
}
