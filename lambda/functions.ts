import type { FunctionEnvironment } from './core/settings/policy.js';

type Variable = keyof FunctionEnvironment;

/** The definition of a function besides its code; its rights are in `lib/access/rights/`. */
export interface FunctionRow {
  /** The description of the function. */
  readonly does: string;
  /** What invokes it, besides other functions and operators. */
  readonly source: 'api' | 'validation-queue' | 'table-stream' | 'webhook-queue' | 'schedule';
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Its environment variables besides those of every function. */
  readonly environment: readonly Variable[];
  /** A function that has rights or time which this one lacks, and the variable with its name. */
  readonly invokes?: { readonly name: 'presign' | 'sweep'; readonly variable: Variable };
}

/** In the environment of every function, if the deployment has a value. */
export const commonEnvironment = [
  'BUCKET',
  'TABLE',
  'DEPLOYMENT',
  'METRICS',
  'POLICY',
  'STORAGE_ENDPOINT',
  'STORAGE_ADDRESSING',
] as const satisfies readonly Variable[];

/**
 * Every function of the service: the list for bundler, route table, construct and tests. Each is bundled from
 * `lambda/handlers/{name}.ts`.
 */
export const functions = {
  presign: {
    does: 'creates, renews, completes and aborts uploads; presigns all writes',
    source: 'api',
    memoryMegabytes: 512,
    // S3 may need long to join parts; the gateway times out after 30 seconds.
    timeoutSeconds: 29,
    environment: ['PART_SIGNER_ROLE_ARN', 'PART_SIGNER_POLICY'],
  },
  files: {
    does: 'lists, changes, deletes and erases files; grants; links; decisions',
    source: 'api',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    environment: ['VALIDATION_QUEUE_URL', 'PUBLIC_URL'],
    // Only `sweep` has enough time to erase all files of an owner.
    invokes: { name: 'sweep', variable: 'SWEEP_FUNCTION' },
  },
  download: {
    does: 'authorizes and presigns every read, by a token or by a link',
    source: 'api',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    environment: ['READ_SIGNER_ROLE_ARN', 'READ_SIGNER_POLICY', 'CDN'],
  },
  validate: {
    does: 'pins the version that was stored, checks it, tags it, writes the verdict',
    source: 'validation-queue',
    // It reads ranges of large files; the others only sign.
    memoryMegabytes: 1024,
    timeoutSeconds: 60,
    environment: ['VALIDATION_QUEUE_URL'],
  },
  announce: {
    does: 'turns changes of records into events and publishes them',
    source: 'table-stream',
    memoryMegabytes: 512,
    timeoutSeconds: 30,
    environment: ['WEBHOOKS', 'WEBHOOK_QUEUE_URL', 'EVENT_BUS'],
  },
  sweep: {
    does: 'expires, requeues, joins, removes and recounts what is overdue',
    source: 'schedule',
    memoryMegabytes: 512,
    // The next sweep does the rest.
    timeoutSeconds: 5 * 60,
    environment: ['VALIDATION_QUEUE_URL', 'SWEEP'],
    // Only `presign` may write, so it joins the parts that the sweep finds.
    invokes: { name: 'presign', variable: 'PRESIGN_FUNCTION' },
  },
  deliver: {
    does: 'sends one event to one endpoint, logs the attempt, schedules the retry',
    source: 'webhook-queue',
    memoryMegabytes: 512,
    // A webhook delivery may take 15 seconds.
    timeoutSeconds: 30,
    environment: ['WEBHOOKS', 'WEBHOOK_QUEUE_URL', 'WEBHOOK_KEY_ARN'],
  },
  webhooks: {
    does: 'manages webhook endpoints, their secrets and logs; replay',
    source: 'api',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    environment: ['WEBHOOKS', 'WEBHOOK_QUEUE_URL', 'WEBHOOK_KEY_ARN'],
  },
} as const satisfies Readonly<Record<string, FunctionRow>>;

export type FunctionName = keyof typeof functions;

/** The functions that serve routes. */
export type ApiFunction = {
  [Name in FunctionName]: (typeof functions)[Name]['source'] extends 'api' ? Name : never;
}[FunctionName];

export const isFunction = (name: string): name is FunctionName => Object.hasOwn(functions, name);

export const functionNames: readonly FunctionName[] = Object.keys(functions).filter(isFunction);

/** Functions that CloudFormation invokes while a stack is deployed. Each is bundled from `lambda/deployment/{name}.ts`. */
export const deploymentFunctions = ['signing-key'] as const;

/** A value for each function. */
export function forEachFunction<T>(make: (name: FunctionName) => T): Readonly<Record<FunctionName, T>> {
  // The type of `fromEntries` does not express that there is an entry for each name.
  return Object.fromEntries(functionNames.map((name) => [name, make(name)])) as Record<FunctionName, T>;
}
