import { WaybillError } from '../../api/error.js';
import { failed, reported, whyOf } from '../terminal/output.js';

/** Says why there is no answer: it exits with 1 where the API refused, with 2 where nobody could be asked. */
export function refusedOrFailed(error: unknown): void {
  if (!(error instanceof WaybillError) || error.status === 0) return failed(error);
  reported(...whyOf(error));
  process.exitCode = 1;
}
