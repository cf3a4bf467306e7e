import type { Failure } from './report.js';

/** A failure that is no fault, and why. */
interface Accepted {
  readonly check: string;
  /** All of them, unless given. */
  readonly operations?: readonly string[];
  /** In the answer, or in what schemathesis says of it. */
  readonly body?: RegExp;
  readonly message?: RegExp;
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
    operations: [
      'POST /files/{id}/shares',
      'POST /s/{token}',
      'POST /webhooks/{id}/rotate',
      'POST /webhooks/{id}/replay',
    ],
    message: /in body - violates `type` \(was object, became null\)/,
    reason: '`null` in place of a body that may be left out, which clients of openapi-generator for Go send',
  },
  {
    check: 'positive_data_acceptance',
    body: /the file is empty, which a file of type/,
    reason: 'one field rules another, by a setting of the deployment',
  },
  {
    check: 'positive_data_acceptance',
    body: /bytes of UTF-8/,
    reason: 'JSON Schema counts characters; the description says how many bytes',
  },
];

export const isAccepted = (failure: Failure): boolean =>
  accepted.some(
    ({ check, operations = [failure.operation], body = /^/, message = /^/ }) =>
      check === failure.check &&
      operations.includes(failure.operation) &&
      body.test(failure.body) &&
      message.test(failure.message),
  );
