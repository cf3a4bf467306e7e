import { WaybillError } from '../../api/error.js';
import { codedMessageOf } from '../terminal/message.js';
import { reportFailure, report } from '../terminal/output.js';

/** Reports an error: exit code 1 if the API returned it, 2 if it could not be reached. */
export function reportRefusal(error: unknown): void {
  if (!(error instanceof WaybillError) || error.status === 0) return reportFailure(error);
  report(...codedMessageOf(error));
  process.exitCode = 1;
}
