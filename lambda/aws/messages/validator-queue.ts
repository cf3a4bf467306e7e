import type { DecideHeldPorts } from '../../core/validation/held-file.js';
import type { SweepPorts } from '../../core/sweep/ports.js';
import type { ValidationPorts } from '../../core/validation/validation.js';
import type { ValidatorMessage } from '../../core/validation/validator-message.js';
import { sqs } from './sqs.js';

export interface ValidatorQueue {
  readonly notifyValidator: DecideHeldPorts['notifyValidator'];
  readonly askAgain: ValidationPorts['askAgain'];
  readonly notifyFound: SweepPorts['notifyFound'];
}

/** Enqueues messages for `validate`. @param url of the queue */
export function validatorQueue(url: string): ValidatorQueue {
  const call = sqs();
  const send = async (message: ValidatorMessage, delaySeconds?: number) => {
    await call('SendMessage', {
      QueueUrl: url,
      MessageBody: JSON.stringify(message),
      DelaySeconds: delaySeconds,
    });
  };
  return {
    notifyValidator: (id, { verdict, by, at }) =>
      send({
        source: 'waybill',
        'detail-type': 'Held File Decided',
        detail: { id, verdict, by, at: at.toISOString() },
      }),
    askAgain: (key, versionId, inSeconds) =>
      send(
        { source: 'waybill', 'detail-type': 'Malware Scan Awaited', detail: { key, versionId } },
        inSeconds,
      ),
    notifyFound: (key, versionId) =>
      send({ source: 'waybill', 'detail-type': 'Object Found', detail: { key, versionId } }),
  };
}
