import type { FunctionEnvironment, Policy, AddressingStyle } from './policy.js';
import type { SweepSettings } from './sweep-settings.js';

/** An S3-compatible store other than AWS. */
export interface StorageEndpoint {
  readonly url: URL;
  /** Virtual-hosted-style or path-style URLs. */
  readonly addressing: AddressingStyle;
}
import type { WebhookSettings } from '../webhook/endpoint.js';

export interface Environment {
  readonly bucket: string;
  readonly table: string;
  readonly region: string;
  readonly policy: Policy;
  /** Undefined: AWS's own S3. */
  readonly storageEndpoint?: StorageEndpoint;
}

type Variable = keyof FunctionEnvironment | 'AWS_REGION';

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads a function's environment once, at its cold start. Throws with the name of a missing variable. */
export function environment(variables: Variables): Environment {
  const required = (name: Variable) => requiredIn(variables, name);
  const storageEndpoint = variables['STORAGE_ENDPOINT' satisfies Variable];
  const addressing = variables['STORAGE_ADDRESSING' satisfies Variable] === 'virtual' ? 'virtual' : 'path';
  return {
    bucket: required('BUCKET'),
    table: required('TABLE'),
    region: required('AWS_REGION'),
    policy: JSON.parse(required('POLICY')) as Policy,
    ...(storageEndpoint && { storageEndpoint: { url: new URL(storageEndpoint), addressing } }),
  };
}

/** The URL of validate's queue, for functions that enqueue messages. Throws if it is missing. */
export const validationQueueUrl = (variables: Variables): string =>
  requiredIn(variables, 'VALIDATION_QUEUE_URL');

/** A role for signatures that live longer than a function's own credentials, and the policy of its sessions as JSON. */
export interface Signer {
  readonly roleArn: string;
  readonly policy: string;
}

/** Of reads, where they live that long. */
export const readSignerOf = (variables: Variables): Signer | undefined =>
  signerIn(variables, 'READ_SIGNER_ROLE_ARN', 'READ_SIGNER_POLICY');

/** Of parts, where they live that long. */
export const partSignerOf = (variables: Variables): Signer | undefined =>
  signerIn(variables, 'PART_SIGNER_ROLE_ARN', 'PART_SIGNER_POLICY');

function signerIn(variables: Variables, role: Variable, policy: Variable): Signer | undefined {
  const roleArn = variables[role];
  return roleArn ? { roleArn, policy: requiredIn(variables, policy) } : undefined;
}

/** Where `download` signs reads for, with a CDN. */
export interface CdnSigning {
  /** Of the distribution, without a trailing slash. */
  readonly origin: string;
  /** Of the public key in CloudFront. */
  readonly keyPairId: string;
  /** Of the secret with the private key, as PEM. */
  readonly privateKeyArn: string;
  /** Where a browser keeps cookies of the API for the distribution. Undefined: nowhere, they are answered as JSON only. */
  readonly cookies?: CookieScope;
}

/** RFC 6265 section 5.1.3. */
export interface CookieScope {
  /** API and distribution are in it. Undefined: they have the same host. */
  readonly domain?: string;
}

/** Undefined: reads are of S3. */
export const cdnOf = (variables: Variables): CdnSigning | undefined => {
  const text = variables['CDN' satisfies Variable];
  return text ? (JSON.parse(text) as CdnSigning) : undefined;
};

/** The name of this deployment in metrics. Throws if it is missing. */
export const deploymentOf = (variables: Variables): string => requiredIn(variables, 'DEPLOYMENT');

/** Whether metrics that no alarm monitors are published too. */
export const hasAllMetrics = (variables: Variables): boolean =>
  variables['METRICS' satisfies Variable] !== 'alarms';

/** Base URL of the API, if it is not the gateway's. */
export const publicUrlOf = (variables: Variables): string | undefined =>
  variables['PUBLIC_URL' satisfies Variable] ?? undefined;

/** The bus for `announce`. Throws if it is missing. */
export const eventBusArn = (variables: Variables): string => requiredIn(variables, 'EVENT_BUS');

/** For `sweep`. Throws if it is missing. */
export const sweepSettings = (variables: Variables): SweepSettings =>
  JSON.parse(requiredIn(variables, 'SWEEP')) as SweepSettings;

/** The function that joins parts. Throws if it is missing. */
export const presignFunction = (variables: Variables): string => requiredIn(variables, 'PRESIGN_FUNCTION');

/** The function that erases. Throws if it is missing. */
export const sweepFunction = (variables: Variables): string => requiredIn(variables, 'SWEEP_FUNCTION');
/** The queue of `deliver`. Throws if it is missing. */
export const webhookQueueUrl = (variables: Variables): string => requiredIn(variables, 'WEBHOOK_QUEUE_URL');

/** The secret with the webhook key. Throws if it is missing. */
export const webhookKeyArn = (variables: Variables): string => requiredIn(variables, 'WEBHOOK_KEY_ARN');

/** Webhook settings of the deployment. Throws if they are missing. */
export const webhookSettings = (variables: Variables): WebhookSettings =>
  JSON.parse(requiredIn(variables, 'WEBHOOKS')) as WebhookSettings;

function requiredIn(variables: Variables, name: Variable): string {
  const value = variables[name];
  if (!value) throw new Error(`environment variable ${name} is not set; the Waybill construct sets it`);
  return value;
}
