import { WaybillError } from '../error.js';
import { failed, reported } from './output.js';

/** Says why there is no answer: it exits with 1 where the API refused, with 2 where nobody could be asked. */
export function refusedOrFailed(error: unknown): void {
  if (!(error instanceof WaybillError) || error.status === 0) return failed(error);
  reported(
    [error.message, ...error.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`)].join('\n  '),
  );
  process.exitCode = 1;
}
