import { AwsError, xmlError } from './aws-error.js';
import { serviceEndpoint } from './service-endpoint.js';
import { signedRequests } from './signed-requests.js';
import { textIn } from './xml.js';

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
  const region = process.env['AWS_REGION'] ?? '';
  const url = serviceEndpoint('sts', region);
  const send = signedRequests({ name: 'sts', region, readError: xmlError, read: credentialsIn });
  return ({ roleArn, sessionName, seconds, policy }) => {
    const form = new URLSearchParams({
      ...{ Action: 'AssumeRole', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: sessionName },
      ...{ DurationSeconds: String(seconds), Policy: policy },
    });
    return send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
  };
}

function credentialsIn(xml: string): RoleCredentials {
  const [accessKeyId, secretAccessKey, sessionToken, ends = ''] = [
    ...['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration'],
  ].map((tag) => textIn(xml, tag));
  const expiration = new Date(ends);
  if (!accessKeyId || !secretAccessKey || !sessionToken || isNaN(expiration.getTime()))
    throw new AwsError('IncompleteResponse', 'STS answered without credentials', 502);
  return { accessKeyId, secretAccessKey, sessionToken, expiration };
}
