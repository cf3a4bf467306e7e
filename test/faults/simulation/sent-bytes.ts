import type { Parts } from '../../../lambda/core/file/file.js';
import { partLength } from '../../../lambda/core/upload/part-plan.js';
import type { KnownUpload, SentBytes } from '../model/system.js';
import { storedTruth } from './bucket.js';
import type { Simulation } from './simulation.js';

/** The presigned request of a client. */
export interface Writable {
  readonly key: string;
  /** Expiry of its signature. */
  signedUntil: Date;
  readonly parts?: Parts;
}

/** Sends bytes to the bucket as S3 accepts them: with a signature that has not expired, once if it is conditional. */
export function sendBytes(
  simulation: Simulation,
  { id, key, method, sizeBytes, signedUntil, parts }: KnownUpload & Writable,
  { truth: sent, slowSeconds, isShort }: SentBytes,
): void {
  const truth = storedTruth(sent, method);
  const { bucket } = simulation;
  if (simulation.now > signedUntil) return;
  const arrive = () => {
    const short = isShort && method === 'post' ? sizeBytes - 100 : sizeBytes;
    if (!parts) {
      const isStored = bucket.put(key, short, truth, method === 'put');
      simulation.note(`bytes of ${id.slice(-4)}: ${isStored ? 'stored' : 'refused'}`);
      return;
    }
    // An omitted part is sent by the next sender.
    const until = isShort ? parts.partCount - 1 : parts.partCount;
    for (let number = 1; number <= until; number++)
      bucket.putPart(parts.uploadId, number, partLength({ sizeBytes }, parts, number), truth);
    simulation.note(`parts of ${id.slice(-4)}: ${until}`);
  };
  if (slowSeconds > 0) simulation.after(slowSeconds, `bytes of ${id}`, arrive);
  else arrive();
}
