import { AwsError } from './aws-error.js';
import { signedPosts } from './signed-posts.js';

export interface RoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly seconds: number;
  /** The session policy, as JSON. */
  readonly policy: string;
}

export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** `AssumeRole` of STS (its API reference), which speaks forms and XML. Rejects with `AwsError`. */
export function roleAssumer(): (request: RoleRequest) => Promise<RoleCredentials> {
  const send = signedPosts('sts', errorIn, credentialsIn);
  return ({ roleArn, sessionName, seconds, policy }) => {
    const form = new URLSearchParams({
      ...{ Action: 'AssumeRole', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: sessionName },
      ...{ DurationSeconds: String(seconds), Policy: policy },
    });
    return send({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
  };
}

const textIn = (xml: string, tag: string) => new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(xml)?.[1]?.trim();

function credentialsIn(xml: string): RoleCredentials {
  const [accessKeyId, secretAccessKey, sessionToken, ends = ''] = [
    ...['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration'],
  ].map((tag) => textIn(xml, tag));
  const expiration = new Date(ends);
  if (!accessKeyId || !secretAccessKey || !sessionToken || isNaN(expiration.getTime()))
    throw new AwsError('IncompleteResponse', 'STS answered without credentials', 502);
  return { accessKeyId, secretAccessKey, sessionToken, expiration };
}

const errorIn = (status: number, xml: string) =>
  new AwsError(
    textIn(xml, 'Code') ?? `Status${status}`,
    textIn(xml, 'Message') ?? `STS answered ${status}`,
    status,
  );
