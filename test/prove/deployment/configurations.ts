import { Duration, type Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { WaybillProps } from '../../../lib/index.js';
import { account, keyArn, region } from '../../lib/synthesize.js';

/** A deployment whose policies are proven, and what its props promise. */
export interface Configuration {
  readonly name: string;
  readonly props: (stack: Stack) => WaybillProps;
  readonly promises: Promises;
}

export interface Promises {
  /** Principals that the props name, by the name that the proof gives them. */
  readonly named: Readonly<Record<string, string>>;
  readonly hasScanner: boolean;
  readonly hasSigners: boolean;
  readonly hasSite: boolean;
  readonly hasCdn: boolean;
  readonly announcesReads: boolean;
  readonly traces: boolean;
  readonly eventBus: string;
  /** Of the bucket: the current one, then the former. */
  readonly keys: readonly string[];
  /** How old a signature may be. */
  readonly minutes: { readonly write: number; readonly part: number; readonly read: number };
}

export const formerKeyArn = keyArn.replace('01234567', '76543210');
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const breakGlass = roleArn('operations/BreakGlass');
const deployer = roleArn(`cdk-hnb659fds-cfn-exec-role-${account}-${region}`);
const bus = (name: string) => `arn:aws:events:${region}:${account}:event-bus/${name}`;
const hour = Duration.minutes(60);

const plain: Promises = {
  named: {},
  hasScanner: false,
  hasSigners: false,
  hasSite: false,
  hasCdn: false,
  announcesReads: false,
  traces: true,
  eventBus: bus('EventBus'),
  keys: [],
  minutes: { write: 15, part: 15, read: 15 },
};

export const configurations: readonly Configuration[] = [
  {
    name: 'by default',
    props: () => ({}),
    promises: plain,
  },
  {
    name: 'with parts that live shorter than whole uploads',
    props: () => ({ partUrlLife: Duration.minutes(5) }),
    promises: { ...plain, minutes: { write: 15, part: 5, read: 15 } },
  },
  {
    name: 'without traces and metrics, with a scanner and nobody but deployments to change the bucket',
    props: () => ({
      tracing: false,
      metrics: false,
      malwareProtection: true,
      deploymentRoleArns: [deployer],
    }),
    promises: { ...plain, named: { deployer }, hasScanner: true, traces: false },
  },
  {
    name: 'with every option',
    props: (stack) => ({
      encryptionKey: Key.fromKeyArn(stack, 'Key', keyArn),
      formerEncryptionKeys: [Key.fromKeyArn(stack, 'Former', formerKeyArn)],
      eventBus: new EventBus(stack, 'Bus'),
      alarmTopic: Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:${account}:Alarms`),
      malwareProtection: true,
      announceReads: true,
      uploadUrlLife: Duration.minutes(10),
      partUrlLife: Duration.minutes(45),
      readUrlLife: hour,
      webhooks: [{ url: 'https://hooks.example.com/files' }],
      site: true,
      cdn: true,
      cdnKeyGeneration: 2,
      breakGlassRoleArns: [breakGlass],
      deploymentRoleArns: [deployer],
    }),
    promises: {
      named: { breakGlass, deployer },
      hasScanner: true,
      hasSigners: true,
      hasSite: true,
      hasCdn: true,
      announcesReads: true,
      traces: true,
      eventBus: bus('Bus'),
      keys: [keyArn, formerKeyArn],
      minutes: { write: 10, part: 45, read: 60 },
    },
  },
];
