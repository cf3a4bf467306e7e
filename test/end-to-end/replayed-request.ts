import { randomUUID } from 'node:crypto';
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutBucketTaggingCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Claim } from '../prove/iam/claim.js';
import type { Request } from '../prove/counterexample.js';
import { bucket, files } from '../prove/invariants/names.js';

const on = (resource: string, ...action: string[]): Claim => ({ resource: [resource], action });
const has = (key: string, ...values: string[]): Claim => ({ when: { StringEquals: { [key]: values } } });
const lacks = (...keys: string[]): Claim => ({
  when: { Null: Object.fromEntries(keys.map((key) => [key, ['true']])) },
});
const isYoung = { NumericLessThan: { 's3:signatureAge': ['60000'] } };
const isNew: Claim = { when: { StringEquals: { 's3:authType': ['REST-HEADER'] }, ...isYoung } };
const inUrl = { StringEquals: { 's3:authType': ['REST-QUERY-STRING'] } };
/** Signed now, or longer ago than any URL lives: sending takes a while, so an age just below a limit is above it then. */
const isUrl: Claim = {
  either: [
    { when: { ...inUrl, ...isYoung } },
    { when: { ...inUrl, NumericGreaterThan: { 's3:signatureAge': ['3600000'] } } },
  ],
};

/** Requests that `replay` can send. The engine's front ends TLS, so it is always 1.3; SDKs sign with SigV4. */
export const expressible: Claim = {
  who: ['administrator', 'breakGlass'],
  when: {
    Bool: { 'aws:SecureTransport': ['true'] },
    NumericGreaterThan: { 's3:TlsVersion': ['1.2'] },
    StringEquals: { 's3:signatureversion': ['AWS4-HMAC-SHA256'] },
    Null: { 's3:x-amz-copy-source': ['true'] },
  },
  // An SDK signs headers now; only a URL can be old.
  either: [
    {
      ...on(files, 's3:GetObject', 's3:GetObjectVersion', 's3:PutObject'),
      either: [isNew, isUrl],
    },
    { ...on(files, 's3:PutObjectVersionTagging', 's3:PutObjectAcl'), either: [isNew] },
    { ...on(bucket, 's3:PutBucketTagging'), either: [isNew] },
  ],
  unless: [
    { unless: [lacks('s3:if-none-match'), has('s3:if-none-match', '*')] },
    // A part has neither.
    {
      when: { Bool: { 's3:ObjectCreationOperation': ['false'] } },
      unless: [lacks('s3:if-none-match', 's3:RequestObjectTagKeys')],
    },
  ],
};

/** Sends a request like this one, to an object of its own. @returns the status of the answer */
export async function replay(
  request: Request,
  sender: S3Client,
  root: S3Client,
  Bucket: string,
): Promise<number> {
  const Key = `files/00/u-nobody/${randomUUID()}`;
  const { context, actions } = request;
  const [action = ''] = actions;
  const tags = context['s3:RequestObjectTagKeys'];
  const Tagging = Array.isArray(tags) ? tags.map((name) => `${name || 'other'}=clean`).join('&') : undefined;
  const once = '*' === context['s3:if-none-match'] ? { IfNoneMatch: '*' } : {};
  switch (action) {
    case 's3:PutBucketTagging':
      return status(sender.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [] } })));
    case 's3:PutObject': {
      const body = { Bucket, Key, Body: 'bytes', ...once, ...(Tagging !== undefined && { Tagging }) };
      const headers = {
        ...('IfNoneMatch' in once && { 'if-none-match': once.IfNoneMatch }),
        ...(Tagging !== undefined && { 'x-amz-tagging': Tagging }),
      };
      if (context['s3:ObjectCreationOperation'] === 'true') {
        return isInUrl(request)
          ? sendUrl(request, 'PUT', headers, (options) =>
              getSignedUrl(sender, new PutObjectCommand(body), options),
            )
          : status(sender.send(new PutObjectCommand(body)));
      }
      const begun = new CreateMultipartUploadCommand({ Bucket, Key });
      if (!isInUrl(request)) return status(sender.send(begun));
      const { UploadId } = await root.send(begun);
      const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1 });
      return sendUrl(request, 'PUT', {}, (options) => getSignedUrl(sender, part, options));
    }
  }
  const { VersionId } = await root.send(new PutObjectCommand({ Bucket, Key, Body: 'bytes' }));
  const verdict = context['s3:ExistingObjectTag/verdict'];
  const tagged = { Bucket, Key, VersionId };
  if (typeof verdict === 'string') {
    await root.send(
      new PutObjectTaggingCommand({ ...tagged, Tagging: { TagSet: [{ Key: 'verdict', Value: verdict }] } }),
    );
  }
  switch (action) {
    case 's3:PutObjectAcl':
      return status(sender.send(new PutObjectAclCommand({ Bucket, Key, ACL: 'private' })));
    case 's3:PutObjectVersionTagging': {
      const names = Array.isArray(tags) && tags.length > 0 ? tags : ['verdict'];
      const TagSet = names.map((name: string) => ({ Key: name || 'other', Value: 'clean' }));
      return status(sender.send(new PutObjectTaggingCommand({ ...tagged, Tagging: { TagSet } })));
    }
    case 's3:GetObject':
    case 's3:GetObjectVersion': {
      const read = new GetObjectCommand(action === 's3:GetObject' ? { Bucket, Key } : tagged);
      return isInUrl(request)
        ? sendUrl(request, 'GET', {}, (options) => getSignedUrl(sender, read, options))
        : status(sender.send(read));
    }
    default:
      throw new Error(`no way to send ${action}`);
  }
}

const isInUrl = ({ context }: Request) => context['s3:authType'] === 'REST-QUERY-STRING';

type Sign = (options: NonNullable<Parameters<typeof getSignedUrl>[2]>) => Promise<string>;

async function sendUrl(
  { context }: Request,
  method: string,
  headers: Record<string, string>,
  sign: Sign,
): Promise<number> {
  const age = Math.max(0, Number(context['s3:signatureAge'] ?? 0));
  const url = await sign({
    expiresIn: 7 * 24 * 3600,
    signingDate: new Date(Date.now() - age),
    signableHeaders: new Set(['host', ...Object.keys(headers)]),
    unhoistableHeaders: new Set(Object.keys(headers)),
  });
  const answer = await fetch(url, { method, headers, ...(method === 'PUT' && { body: 'bytes' }) });
  return answer.status;
}

interface Answer {
  readonly $metadata: { readonly httpStatusCode?: number };
}

const isAnswer = (error: unknown): error is Answer =>
  typeof error === 'object' && error !== null && '$metadata' in error;

const status = async (sent: Promise<Answer>): Promise<number> => {
  const answer = await sent.catch((error: unknown) => {
    if (isAnswer(error)) return error;
    throw error;
  });
  return answer.$metadata.httpStatusCode ?? 0;
};
