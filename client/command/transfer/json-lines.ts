import { printJson } from '../terminal/output.js';
import { resultLine, type UploadReporter } from './upload-results.js';

/** For programs: a JSON object a line, once a file is through. */
export const jsonLines = (): UploadReporter => ({
  reportStart: () => undefined,
  reportProgress: () => undefined,
  reportResult: (result) => printJson(resultLine(result)),
  close: () => undefined,
});
