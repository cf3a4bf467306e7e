import type { Client } from '../../client/client.js';
import { clientOver } from '../../client/create-client.js';
import type { Clock } from '../../client/api/clock.js';
import { Connection } from '../../client/api/connection.js';
import type { ResumeStore } from '../../client/index.js';

/** A simulated clock without real delays: it records each delay in milliseconds. */
export class JumpingClock implements Clock {
  readonly waits: number[] = [];
  private at = Date.parse('2026-11-22T10:00:00Z');
  readonly now = () => this.at;
  readonly random = () => 1;
  readonly online = async () => false;
  async wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(milliseconds);
    this.at += milliseconds;
  }
}

/** A client of `apiUrl`, with its clock. */
export function connected(
  apiUrl: string,
  token = 'good',
  store?: ResumeStore,
): { client: Client; clock: JumpingClock } {
  const clock = new JumpingClock();
  return { client: clientOver(new Connection(apiUrl, () => token, fetch, clock), store), clock };
}
