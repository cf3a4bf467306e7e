import type { Connection } from '../api/connection.js';
import type { Gate } from './gate.js';
import { Pace } from './pace.js';
import { PartSignatures } from './part-signatures.js';
import { put } from './put.js';

export interface PartsOptions {
  readonly id: string;
  readonly plan: { readonly sizeBytes: number; readonly count: number };
  /** Parts that S3 has stored; new ones are added. */
  readonly done: Set<number>;
  readonly onSent: (sentBytes: number) => void;
  /** A part was stored. */
  readonly onDone: () => void;
}

/** Sends the missing parts, several at once. */
export function sendParts(
  connection: Connection,
  gate: Gate,
  file: Blob,
  { id, plan, done, onSent, onDone }: PartsOptions,
): Promise<void> {
  const { clock } = connection;
  const bytesOf = (number: number) => file.slice((number - 1) * plan.sizeBytes, number * plan.sizeBytes);
  const all = Array.from({ length: plan.count }, (_, index) => index + 1);
  const missing = all.filter((number) => !done.has(number));
  const signatures = new PartSignatures(connection, gate, id, missing);
  const pace = new Pace(file.size, plan.sizeBytes);
  let sending = 0;

  const sizeOf = (numbers: Iterable<number>) =>
    [...numbers].reduce((sum, each) => sum + bytesOf(each).size, 0);
  let arrived = sizeOf(done);
  const underWay = new Map<number, number>();
  const tell = () => onSent([...underWay.values()].reduce((sum, bytes) => sum + bytes, arrived));

  const send = async (number: number) => {
    const bytes = bytesOf(number);
    const signed = await signatures.of(number);
    const step = (signal: AbortSignal) =>
      put(connection, signed, bytes, {
        signal,
        onSent: (sentBytes) => {
          underWay.set(number, sentBytes);
          tell();
        },
        renew: () => signatures.renew(number, signal),
        onFailure: () => pace.slowDown(clock.now()),
      });
    // Measured from here, without the time for presigning.
    if (sending === 0) pace.beginRound(clock.now());
    sending += 1;
    await gate.runStep(step);
    sending -= 1;
    underWay.delete(number);
    arrived += bytes.size;
    done.add(number);
    pace.countPart(bytes.size, clock.now());
    onDone();
  };

  tell();
  return new Promise((resolve, reject) => {
    let next = 0;
    let running = 0;
    const fill = () => {
      while (running < pace.width && next < missing.length) {
        running += 1;
        send(missing[next++] as number).then(() => {
          running -= 1;
          fill();
        }, reject);
      }
      if (running === 0) resolve();
    };
    fill();
  });
}
