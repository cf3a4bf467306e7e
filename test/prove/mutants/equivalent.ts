/** Mutants that change no answer, each with the reason. */
export const equivalent: readonly { readonly name: RegExp; readonly reason: string }[] = [
  {
    name: /Bool (aws:SecureTransport|s3:ObjectCreationOperation) by BoolIfExists$/,
    reason: 'Each request that the statement is about has this key (facts.ts).',
  },
  {
    name: /NumericLessThan s3:TlsVersion by NumericLessThanIfExists$/,
    reason:
      'Each request over TLS has this key (facts.ts), and one without TLS is denied by the statement before.',
  },
  {
    name: /CdnReadsClean: StringEquals s3:ExistingObjectTag\/verdict (left out|by StringEqualsIfExists)$/,
    reason: 'DenyReadUnlessClean denies CloudFront such versions too: two locks (docs/decisions/0004).',
  },
  {
    name: /Api\/\*\/\*\/owners\/me\/files: left out$/,
    reason: 'A `*` in an ARN also matches `/`: the permission of `/files` is one of `/owners/me/files` too.',
  },
];
