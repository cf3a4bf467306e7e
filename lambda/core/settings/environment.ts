import type { FunctionEnvironment, Policy, StorageAddressing } from './policy.js';
import type { SweepSettings } from './sweep-settings.js';

/** An S3 that is not AWS's own. */
export interface StorageEndpoint {
  readonly url: URL;
  /** Whether a bucket is the first label of the host's name, or the first segment of the path. */
  readonly addressing: StorageAddressing;
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

/** Reads a function's environment once, at its cold start. Throws with the name of what is missing. */
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

/** The address of validate's queue, for the functions that put messages there. Throws where it is missing. */
export const validationQueueUrl = (variables: Variables): string =>
  requiredIn(variables, 'VALIDATION_QUEUE_URL');

/** Where reads live longer than a function's own credentials may: the role that signs them, and what it may read. */
export function readSignerOf(variables: Variables): { roleArn: string; objectsArn: string } | undefined {
  const roleArn = variables['READ_SIGNER_ROLE_ARN' satisfies Variable];
  return roleArn ? { roleArn, objectsArn: requiredIn(variables, 'OBJECTS_ARN') } : undefined;
}

/** The name that this deployment's metrics have. Throws where it is missing. */
export const deploymentOf = (variables: Variables): string => requiredIn(variables, 'DEPLOYMENT');

/** Where the API is reached, if not at the address that the gateway names. */
export const publicUrlOf = (variables: Variables): string | undefined =>
  variables['PUBLIC_URL' satisfies Variable] ?? undefined;

/** The bus that `announce` tells. Throws where it is missing. */
export const eventBusArn = (variables: Variables): string => requiredIn(variables, 'EVENT_BUS');

/** Of `sweep`. Throws where it is missing. */
export const sweepSettings = (variables: Variables): SweepSettings =>
  JSON.parse(requiredIn(variables, 'SWEEP')) as SweepSettings;

/** The function that joins parts. Throws where it is missing. */
export const presignFunction = (variables: Variables): string => requiredIn(variables, 'PRESIGN_FUNCTION');

/** The function that erases. Throws where it is missing. */
export const sweepFunction = (variables: Variables): string => requiredIn(variables, 'SWEEP_FUNCTION');
/** Where orders for `deliver` are put. Throws where it is missing. */
export const webhookQueueUrl = (variables: Variables): string => requiredIn(variables, 'WEBHOOK_QUEUE_URL');

/** The secret that holds the webhook key. Throws where it is missing. */
export const webhookKeyArn = (variables: Variables): string => requiredIn(variables, 'WEBHOOK_KEY_ARN');

/** What the deployment says of webhooks. Throws where it is missing. */
export const webhookSettings = (variables: Variables): WebhookSettings =>
  JSON.parse(requiredIn(variables, 'WEBHOOKS')) as WebhookSettings;

function requiredIn(variables: Variables, name: Variable): string {
  const value = variables[name];
  if (!value) throw new Error(`environment variable ${name} is not set; the Waybill construct sets it`);
  return value;
}
