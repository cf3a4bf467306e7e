import type { FunctionEnvironment } from './core/settings/policy.js';

type Variable = keyof FunctionEnvironment;

/** All that is decided of a function outside its code; its rights are in `lib/access/rights/`. */
export interface FunctionRow {
  /** What it is for. */
  readonly does: string;
  /** What invokes it, besides other functions and operators. */
  readonly source: 'api' | 'validation-queue' | 'table-stream' | 'webhook-queue' | 'schedule';
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** What stands in its environment besides the variables of every function. */
  readonly environment: readonly Variable[];
  /** A function that does what this one may not do, or has no time for; and the variable that holds its name. */
  readonly invokes?: { readonly name: 'presign' | 'sweep'; readonly variable: Variable };
}

/** In the environment of every function. Those that a deployment has no value for are left out. */
export const commonEnvironment = [
  'BUCKET',
  'TABLE',
  'DEPLOYMENT',
  'POLICY',
  'STORAGE_ENDPOINT',
  'STORAGE_ADDRESSING',
] as const satisfies readonly Variable[];

/**
 * Every function of the service, in the one list that bundler, route table, construct and tests read. Each is bundled
 * from `lambda/handlers/{name}.ts`.
 */
export const functions = {
  presign: {
    does: 'creates, renews, completes and aborts uploads; presigns all writes',
    source: 'api',
    memoryMegabytes: 512,
    // S3 may take long to join parts; the gateway hangs up after 30 seconds.
    timeoutSeconds: 29,
    environment: ['PART_SIGNER_ROLE_ARN', 'PART_SIGNER_POLICY'],
  },
  files: {
    does: 'lists, changes, deletes and erases files; grants; links; decisions',
    source: 'api',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    environment: ['VALIDATION_QUEUE_URL', 'PUBLIC_URL'],
    // Only `sweep` has the time to erase all files of an owner.
    invokes: { name: 'sweep', variable: 'SWEEP_FUNCTION' },
  },
  download: {
    does: 'authorizes and presigns every read, by a token or by a link',
    source: 'api',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    environment: ['READ_SIGNER_ROLE_ARN', 'READ_SIGNER_POLICY'],
  },
  validate: {
    does: 'pins the version that was stored, checks it, tags it, writes the verdict',
    source: 'validation-queue',
    // It reads ranges of large files, where the others sign.
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
    // What one round does not reach, the next one does.
    timeoutSeconds: 5 * 60,
    environment: ['VALIDATION_QUEUE_URL', 'SWEEP'],
    // Only `presign` may write, so it joins the parts that the sweep finds.
    invokes: { name: 'presign', variable: 'PRESIGN_FUNCTION' },
  },
  deliver: {
    does: 'sends one event to one endpoint, logs the attempt, schedules the retry',
    source: 'webhook-queue',
    memoryMegabytes: 512,
    // An endpoint may take 15 seconds.
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

/** A value for each function. */
export function forEachFunction<T>(make: (name: FunctionName) => T): Readonly<Record<FunctionName, T>> {
  // `fromEntries` forgets that there is an entry for each name.
  return Object.fromEntries(functionNames.map((name) => [name, make(name)])) as Record<FunctionName, T>;
}
