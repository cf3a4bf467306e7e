import type { ValidatorQueue } from './validator-queue.js';

/**
 * The queue, with a client that is loaded by the first message: most requests send none, so it does not slow down cold
 * starts.
 */
export function lazyValidatorQueue(url: string): ValidatorQueue {
  let loading: Promise<ValidatorQueue> | undefined;
  const queue = () =>
    (loading ??= import('./validator-queue.js').then(({ validatorQueue }) => validatorQueue(url)));
  return {
    notifyValidator: async (id, decision) => (await queue()).notifyValidator(id, decision),
    askAgain: async (key, versionId, inSeconds) => (await queue()).askAgain(key, versionId, inSeconds),
    notifyFound: async (key, versionId) => (await queue()).notifyFound(key, versionId),
  };
}
