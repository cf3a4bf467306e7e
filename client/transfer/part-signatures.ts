import type { Connection } from '../api/connection.js';
import type { SignedPart } from '../api/contract.js';
import type { Gate } from './gate.js';
import { idPath } from '../api/path.js';
import type { SignedRequest } from './signed-put.js';

/** Few enough to be used before they expire on a slow connection. */
const signedAtOnce = 20;

type Signatures = ReadonlyMap<number, SignedRequest>;

/** Presigned URLs for the parts of one upload, requested in batches, in the order of use. */
export class PartSignatures {
  private readonly asked = new Map<number, Promise<Signatures>>();

  constructor(
    private readonly connection: Connection,
    private readonly gate: Gate,
    private readonly id: string,
    private readonly wanted: readonly number[],
  ) {}

  async of(partNumber: number): Promise<SignedRequest> {
    let batch = this.asked.get(partNumber);
    if (!batch) {
      const from = this.wanted.indexOf(partNumber);
      const partNumbers = this.wanted.slice(from, from + signedAtOnce);
      batch = this.gate.runStep((signal) => this.sign(partNumbers, signal));
      for (const each of partNumbers) this.asked.set(each, batch);
    }
    return (await batch).get(partNumber) as SignedRequest;
  }

  /** For a part whose URL has expired. */
  async renew(partNumber: number, signal: AbortSignal): Promise<SignedRequest> {
    return (await this.sign([partNumber], signal)).get(partNumber) as SignedRequest;
  }

  private async sign(partNumbers: readonly number[], signal: AbortSignal): Promise<Signatures> {
    const path = idPath('uploads', this.id, 'parts');
    const more = { body: { partNumbers }, signal };
    const { parts } = await this.connection.ask<{ parts: readonly SignedPart[] }>('POST', path, more);
    return new Map(parts.map((part) => [part.partNumber, part]));
  }
}
