import type { Failure } from './report.js';

/** A failure that is no fault, and why. */
interface Accepted {
  readonly check: string;
  /** In the answer. */
  readonly body: RegExp;
  readonly reason: string;
}

export const accepted: readonly Accepted[] = [
  {
    check: 'positive_data_acceptance',
    body: /expected a time since 1970/,
    reason:
      '`format: date-time` has every year; a pattern would be checked by generated clients against their own times',
  },
  {
    check: 'positive_data_acceptance',
    body: /characters that reverse or hide text|can be seen/,
    reason:
      'a joiner or a variant is fine in some scripts and emoji; no pattern that every language has can say where',
  },
  {
    check: 'positive_data_acceptance',
    body: /If-Match: expected the ETag/,
    reason:
      'the number 0 in place of a text: schemathesis takes it for valid, although the pattern refuses it as sent',
  },
  {
    check: 'positive_data_acceptance',
    body: /the upload has \d+ parts/,
    reason: 'how many parts there are depends on the file',
  },
  {
    check: 'negative_data_rejection',
    body: /"maxDownloads"|"secret"|"nextCursor"/,
    reason: '`null` in place of a body that may be left out, which clients of openapi-generator for Go send',
  },
  {
    check: 'positive_data_acceptance',
    body: /bytes of UTF-8/,
    reason: 'JSON Schema counts characters; the description says how many bytes',
  },
];

export const isAccepted = ({ check, body }: Failure): boolean =>
  accepted.some((one) => one.check === check && one.body.test(body));
