import type { Promises } from '../deployment/configurations.js';
import type { Claim } from '../iam/claim.js';

const overTls = { 'aws:SecureTransport': ['true'] };
const notOlder = (minutes: number): Claim['when'] => ({
  NumericLessThanEquals: { 's3:signatureAge': [String(minutes * 60_000)] },
});

/** A request that a current SDK sends: over TLS, newly signed, in its headers. */
export const sent = {
  when: {
    Bool: overTls,
    NumericGreaterThanEquals: { 's3:TlsVersion': ['1.2'] },
    StringEquals: { 's3:signatureversion': ['AWS4-HMAC-SHA256'], 's3:authType': ['REST-HEADER'] },
    ...notOlder(1),
  },
};

/** The same, of which S3 does not say how it was signed. */
export const unsaid = {
  when: {
    Bool: overTls,
    NumericGreaterThanEquals: { 's3:TlsVersion': ['1.2'] },
    Null: { 's3:signatureversion': ['true'], 's3:authType': ['true'], 's3:signatureAge': ['true'] },
  },
};

/** Those whose signatures others send, in a URL or a form. */
const signsForOthers = /^(presign|download|(read|part)Signer( session)?)$/;

/** What the policies of bucket and queues require besides of a request that a role may send. */
export function asSent(who: string, claim: Claim, { minutes }: Promises): Claim {
  const has = (name: string) => claim.action?.includes(name) === true;
  if (claim.action?.some((action) => action.startsWith('s3:')) !== true) {
    return { who: [who], ...claim, either: [{ when: { Bool: overTls } }] };
  }
  const creates = (value: string) => ({ Bool: { 's3:ObjectCreationOperation': [value] } });
  const ages: Claim[] = has('s3:PutObject')
    ? [
        { when: { ...creates('true'), ...notOlder(minutes.write) } },
        { when: { ...creates('false'), ...notOlder(minutes.part) } },
      ]
    : [{ when: notOlder(minutes.read) ?? {} }];
  const authType = signsForOthers.test(who) ? ['REST-HEADER', 'REST-QUERY-STRING', 'POST'] : ['REST-HEADER'];
  const signed: Claim = {
    when: {
      ...sent.when,
      StringEquals: { ...sent.when.StringEquals, 's3:authType': authType },
      NumericLessThanEquals: {},
    },
  };
  return { who: [who], ...claim, either: ages.map((age) => ({ ...age, either: [signed] })) };
}
