import { WaybillError } from '../../api/error.js';
import { reportFailure, report, whyOf } from '../terminal/output.js';

/** Says why there is no answer: it exits with 1 where the API refused, with 2 where nobody could be asked. */
export function reportRefusal(error: unknown): void {
  if (!(error instanceof WaybillError) || error.status === 0) return reportFailure(error);
  report(...whyOf(error));
  process.exitCode = 1;
}
