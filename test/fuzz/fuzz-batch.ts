import { ceilings, FuzzCase } from './fuzz-case.js';
import { OperationCounter } from './operations.js';

export interface Failure {
  readonly name: string;
  readonly fault: string;
}

/** Cases whose operations are counted together: reading the counter costs more than most cases. */
export const batchSize = 20;

/** Runs cases sequentially, in this thread. */
export class FuzzBatch {
  private readonly counter = new OperationCounter(['/lambda/core/content/']);
  /** The maximum of one batch. */
  mostOperations = 0;

  /** The failures among the cases with seeds from `from` up to, not including, `to`. */
  async run(from: number, to: number): Promise<Failure[]> {
    const failures: Failure[] = [];
    this.counter.take();
    for (let seed = from; seed < to; seed++) failures.push(...(await this.runOne(seed)));
    const operations = this.counter.take();
    this.mostOperations = Math.max(this.mostOperations, operations);
    // Few batches reach the limit of a single case: only those are run again, one by one.
    if (operations > ceilings.operations) failures.push(...(await this.findBusy(from, to)));
    return failures;
  }

  close(): void {
    this.counter.close();
  }

  private async runOne(seed: number): Promise<Failure[]> {
    const fuzzCase = new FuzzCase(seed);
    return (await fuzzCase.faults()).map((fault) => ({ name: fuzzCase.name, fault }));
  }

  private async findBusy(from: number, to: number): Promise<Failure[]> {
    const failures: Failure[] = [];
    for (let seed = from; seed < to; seed++) {
      const fuzzCase = new FuzzCase(seed);
      await fuzzCase.faults();
      const operations = this.counter.take();
      if (operations > fuzzCase.operationsAllowed) {
        failures.push({
          name: fuzzCase.name,
          fault: `${operations} operations, ${fuzzCase.operationsAllowed} allowed`,
        });
      }
    }
    return failures;
  }
}
