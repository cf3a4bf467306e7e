import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** A request that is signed in its headers. */
export interface UnsignedRequest {
  readonly method: string;
  /** Its query in the order in which it is signed. */
  readonly url: URL;
  readonly region: string;
  readonly service: string;
  /** In small letters; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: Date;
}

/** The function's role: Lambda sets its credentials in the environment, and new ones come with a new environment. */
export function environmentCredentials(): Credentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY have to be set');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  };
}

/**
 * Signs a request with Signature Version 4 in its headers (IAM user guide, "Create a signed AWS API request").
 * @returns all headers of the request
 */
export function signRequest(request: UnsignedRequest, credentials: Credentials): Record<string, string> {
  const { method, url, region, service, body, at } = request;
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const { accessKeyId, sessionToken } = credentials;
  const headers: Record<string, string> = {
    ...request.headers,
    host: url.host,
    'x-amz-date': time,
    ...(sessionToken && { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(headers).sort();
  const signed = names.join(';');
  const lines = names.map((name) => `${name}:${headers[name]?.trim().replace(/ +/g, ' ') ?? ''}\n`);
  const canonical = [
    ...[method, url.pathname, url.search.slice(1)],
    ...[lines.join(''), signed, sha256Hex(body)],
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256Hex(canonical)}`;
  const key = signingKey(credentials.secretAccessKey, day, region, service);
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${hmac(key, text).toString('hex')}`,
  };
}

export const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer | KeyObject, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** Of S3 and DynamoDB mostly, and of sessions. */
const maxKept = 8;
const kept = new Map<string, KeyObject>();

/** Derived once a day for each secret, region and service (IAM user guide, "Derive a signing key"). */
export function signingKey(secret: string, day: string, region: string, service: string): KeyObject {
  const name = [secret, day, region, service].join('\n');
  const known = kept.get(name);
  if (known) return known;
  const bytes = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  // HMACs by a KeyObject take less time than by a Buffer.
  const key = createSecretKey(Buffer.from(bytes));
  if (kept.size === maxKept) kept.clear();
  kept.set(name, key);
  return key;
}
