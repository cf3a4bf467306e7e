import type { RoleName } from '../../../lib/access/rights/right.js';
import { constructId } from '../../../lib/function/function.js';
import { account, region } from '../synthesize.js';
import type { Request } from './evaluate.js';

/** Requests as S3 and IAM evaluate them. Each function is one action; options are its variations. */

/** Roles of the deployment, people of the account, and a service without a role: CloudFront's origin access control. */
export type Who = RoleName | 'admin' | 'breakGlass' | 'cdn';

const arnOf = (role: string) => `arn:aws:iam::${account}:role/${role}`;

export const breakGlassArn = arnOf('BreakGlass');

function principalOf(who: Who): string | undefined {
  if (who === 'cdn') return undefined;
  if (who === 'breakGlass') return breakGlassArn;
  return arnOf(who === 'admin' ? 'Admin' : `${constructId(who)}Role`);
}

const minute = 60_000;
const bucket = 'arn:aws:s3:::Bucket';
const object = `${bucket}/files/3f/u-ada/0199`;

type Context = Record<string, string | readonly string[] | undefined>;

/** The defaults of every request: TLS, SigV4, a new signature in the headers. `undefined` removes a key. */
function s3(who: Who, action: string, context: Context = {}, resource = object): Request {
  const all: Context = {
    'aws:PrincipalArn': principalOf(who),
    'aws:SecureTransport': 'true',
    's3:TlsVersion': '1.3',
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    's3:authType': 'REST-HEADER',
    's3:signatureAge': '1000',
    ...context,
  };
  const present = Object.entries(all).filter(
    (entry): entry is [string, string | readonly string[]] => !!entry[1],
  );
  return { action, resource, context: Object.fromEntries(present) };
}

export const inUrl = { 's3:authType': 'REST-QUERY-STRING' };
export const minutesOld = (minutes: number) => ({ 's3:signatureAge': String(minutes * minute) });
export const tagging = { 's3:RequestObjectTagKeys': ['verdict'] };
export const copying = { 's3:x-amz-copy-source': '/Bucket/files/3f/u-eve/0198' };
export const once = { 's3:if-none-match': '*' };

/** A whole object by PUT, CompleteMultipartUpload or CopyObject. */
export const put = (who: Who, context: Context = {}) =>
  s3(who, 's3:PutObject', { 's3:ObjectCreationOperation': 'true', ...context });
/** UploadPart or CreateMultipartUpload: writes that create no object. */
export const putPart = (who: Who, context: Context = {}) =>
  s3(who, 's3:PutObject', { 's3:ObjectCreationOperation': 'false', ...context });
export const postForm = (who: Who, context: Context = {}) => put(who, { 's3:authType': 'POST', ...context });

export type Verdict = 'clean' | 'rejected' | undefined;
export const get = (who: Who, verdict: Verdict, context: Context = {}) =>
  s3(who, 's3:GetObject', { 's3:ExistingObjectTag/verdict': verdict, ...context });
export const getVersion = (who: Who, verdict: Verdict, context: Context = {}) =>
  s3(who, 's3:GetObjectVersion', { 's3:ExistingObjectTag/verdict': verdict, ...context });

export const tag = (who: Who, keys: readonly string[], action = 's3:PutObjectVersionTagging') =>
  s3(who, action, { 's3:RequestObjectTagKeys': keys.length > 0 ? keys : undefined });
export const onObject = (who: Who, action: string, context: Context = {}) => s3(who, action, context);
export const onBucket = (who: Who, action: string) => s3(who, action, {}, bucket);
/** Objects outside files/, to which only the TLS guardrails apply. */
export const onOtherKey = (who: Who, action: string, context: Context = {}, key = 'elsewhere') =>
  s3(who, action, context, `${bucket}/${key}`);

const plain = (action: string, resource: string): Request => ({ action, resource, context: {} });
/** As S3 asks KMS on behalf of the sender of a request. */
export const onKey = (action: string, key: string, bucketArn = bucket): Request => ({
  action: `kms:${action}`,
  resource: key,
  context: {
    'kms:ViaService': `s3.${region}.amazonaws.com`,
    'kms:EncryptionContext:aws:s3:arn': bucketArn,
  },
});
const table = `arn:aws:dynamodb:${region}:${account}:table/Table`;
export const onTable = (action: string, partition = 'FILE#0199'): Request => ({
  action: `dynamodb:${action}`,
  resource: table,
  context: { 'dynamodb:LeadingKeys': [partition] },
});
export const onRole = (action: string, role: string) => plain(`sts:${action}`, arnOf(role));
export const onWebhookKey = (action: string, secret = 'WebhookKey.Id') =>
  plain(`secretsmanager:${action}`, secret);
export const onStream = (action: string) => plain(`dynamodb:${action}`, 'Table.StreamArn');
export const onBus = (action: string, bus = 'EventBus') =>
  plain(`events:${action}`, `arn:aws:events:${region}:${account}:event-bus/${bus}`);
export const onIndex = (action: string, index = 'gsi1') =>
  plain(`dynamodb:${action}`, `${table}/index/${index}`);
export const onRule = (action: string, name: string, managedBy?: string): Request => ({
  action: `events:${action}`,
  resource: `arn:aws:events:${region}:${account}:rule/${name}`,
  context: managedBy === undefined ? {} : { 'events:ManagedBy': managedBy },
});
export const onQueue = (action: string, queue = 'ValidationQueue') =>
  plain(`sqs:${action}`, `arn:aws:sqs:${region}:${account}:${queue}`);
export const invoke = (name: string) =>
  plain('lambda:InvokeFunction', `arn:aws:lambda:${region}:${account}:function:${name}`);
export const log = (action: string, group: string) =>
  plain(`logs:${action}`, `arn:aws:logs:${region}:${account}:log-group:${group}:log-stream:one`);
export const trace = (action: string) => plain(`xray:${action}`, '*');
