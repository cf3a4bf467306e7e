import { printJson } from '../terminal/output.js';
import { resultLine, type UploadReporter } from './upload-results.js';

/** For programs: one JSON object per line, when a file is done. */
export const jsonLines = (): UploadReporter => ({
  reportStart: () => undefined,
  reportProgress: () => undefined,
  reportResult: (result) => printJson(resultLine(result)),
  close: () => undefined,
});
