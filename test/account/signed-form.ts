import { createHmac } from 'node:crypto';
import type { AccountClient } from './target.js';

/**
 * A form for one object that requires these fields, signed with the run's own credentials (S3 API reference, "POST
 * Object", "Authenticating requests in browser-based uploads using POST").
 */
export function createPresignedPost(
  { region, endpoint, credentials }: AccountClient,
  bucket: string,
  key: string,
  fields: Readonly<Record<string, string>>,
): { url: string; form: FormData } {
  const now = new Date();
  const time = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const required = {
    key,
    ...fields,
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${credentials.accessKeyId}/${day}/${region}/s3/aws4_request`,
    'x-amz-date': time,
    ...('sessionToken' in credentials && { 'x-amz-security-token': String(credentials.sessionToken) }),
  };
  const conditions = [{ bucket }, ...Object.entries(required).map(([name, value]) => ({ [name]: value }))];
  const policy = Buffer.from(
    JSON.stringify({ expiration: new Date(now.getTime() + 600_000).toISOString(), conditions }),
  ).toString('base64');
  const signingKey = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${credentials.secretAccessKey}`,
  );
  const form = new FormData();
  for (const [name, value] of Object.entries(required)) form.append(name, value);
  form.append('policy', policy);
  form.append('x-amz-signature', createHmac('sha256', signingKey).update(policy).digest('hex'));
  const url = endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com/`;
  return { url, form };
}
