import { createHmac, randomUUID } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { system, type SessionCredentials } from '../stack/system.js';

/** An S3 client with given credentials, which calls the engine through its proxy. */
export function storeAs(
  credentials: Omit<SessionCredentials, 'sessionToken'> & Partial<SessionCredentials>,
): S3Client {
  return new S3Client({
    ...system.client,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** The store of the functions: the engine, with path style. */
export const storageEndpoint = () => ({ url: new URL(system.s3Endpoint), addressing: 'path' as const });

/** A key under the guarded prefix without a record: its events change nothing. */
export const strangerKey = (): string => `files/00/u-nobody/${randomUUID()}`;

const lifeInSeconds = 7 * 24 * 3600;

interface When {
  /** Age of the signature. It was signed for a week: only the policies limit it. @default 0 */
  readonly minutesAgo?: number;
}

const signedAt = ({ minutesAgo = 0 }: When): Date => new Date(Date.now() - minutesAgo * 60_000);

export function putUrl(store: S3Client, Key: string, when: When & { tagging?: string; once?: boolean } = {}) {
  const { once = true, tagging } = when;
  const command = new PutObjectCommand({
    Bucket: system.bucket,
    Key,
    ...(once && { IfNoneMatch: '*' }),
    ...(tagging && { Tagging: tagging }),
  });
  const signableHeaders = new Set([
    'host',
    ...(once ? ['if-none-match'] : []),
    ...(tagging ? ['x-amz-tagging'] : []),
  ]);
  const unhoistableHeaders = new Set(['x-amz-tagging']);
  return getSignedUrl(store, command, {
    expiresIn: lifeInSeconds,
    signingDate: signedAt(when),
    signableHeaders,
    unhoistableHeaders,
  });
}

export function partUrl(store: S3Client, Key: string, UploadId: string, when: When = {}) {
  const command = new UploadPartCommand({ Bucket: system.bucket, Key, UploadId, PartNumber: 1 });
  return getSignedUrl(store, command, { expiresIn: lifeInSeconds, signingDate: signedAt(when) });
}

export function readUrl(store: S3Client, Key: string, more: When & Partial<GetObjectCommand['input']> = {}) {
  const { minutesAgo = 0, ...input } = more;
  const command = new GetObjectCommand({ Bucket: system.bucket, Key, ...input });
  return getSignedUrl(store, command, { expiresIn: lifeInSeconds, signingDate: signedAt({ minutesAgo }) });
}

/** A browser's form upload (S3 API reference, "POST Object"). */
export async function postForm(
  credentials: SessionCredentials,
  key: string,
  { minutesAgo = 0, extra = {} }: When & { extra?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const amzDate = signedAt({ minutesAgo })
    .toISOString()
    .replace(/[-:]|\.\d{3}/g, '');
  const day = amzDate.slice(0, 8);
  const fields: Record<string, string> = {
    key,
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${credentials.accessKeyId}/${day}/${system.region}/s3/aws4_request`,
    'x-amz-date': amzDate,
    'x-amz-security-token': credentials.sessionToken,
    ...extra,
  };
  const expiration = new Date(Date.now() + 3600_000).toISOString();
  const conditions = [
    { bucket: system.bucket },
    ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
  ];
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
  const hmac = (key: string | Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();
  const signingKey = [day, system.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('policy', policy);
  form.set('x-amz-signature', hmac(signingKey, policy).toString('hex'));
  form.set('file', new Blob(['bytes']), 'bytes.bin');
  return fetch(`${system.s3Endpoint}/${system.bucket}`, { method: 'POST', body: form });
}
