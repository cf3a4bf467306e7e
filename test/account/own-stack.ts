import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { setTimeout as pause } from 'node:timers/promises';
import type { AccountClient } from './target.js';

/** The only stack that a run makes, changes or removes: a repeated run finds it by this name. */
export const stackName = 'WaybillVerify';

/** Only a stack with this tag is ours. */
export const mark = { Key: 'waybill:purpose', Value: 'verify-aws' } as const;

/** A resource of the stack. */
export interface OwnResource {
  readonly type: string;
  /** Its name or id. */
  readonly id: string;
}

/** Undefined if there is none. @throws if a stack of this name is not ours */
export async function findOwnStack(client: AccountClient, name = stackName): Promise<Stack | undefined> {
  const found = await describe(new CloudFormationClient(client), name);
  if (!found) return undefined;
  if (found.Tags?.some(({ Key, Value }) => Key === mark.Key && Value === mark.Value)) return found;
  throw new Error(
    `a stack ${name} exists without the tag ${mark.Key}=${mark.Value}: it is not one of these runs, and stays as it is. Rename or remove it, or use another region`,
  );
}

/** Everything that the stack holds. */
export async function resourcesOf(client: AccountClient, stack: Stack): Promise<OwnResource[]> {
  const resources: OwnResource[] = [];
  const input = { StackName: stack.StackId ?? stackName };
  for await (const page of paginateListStackResources({ client: new CloudFormationClient(client) }, input))
    for (const { ResourceType: type, PhysicalResourceId: id } of page.StackResourceSummaries ?? [])
      if (type && id) resources.push({ type, id });
  return resources;
}

/** Empties the stack's own buckets, and deletes it. @returns what it held */
export async function removeOwnStack(client: AccountClient, stack: Stack): Promise<OwnResource[]> {
  const resources = await resourcesOf(client, stack);
  for (const { type, id } of resources) if (type === 'AWS::S3::Bucket') await empty(client, id);
  const cloudFormation = new CloudFormationClient(client);
  await cloudFormation.send(new DeleteStackCommand({ StackName: stack.StackId }));
  for (;;) {
    const now = await describe(cloudFormation, stack.StackId ?? stackName);
    const status = now?.StackStatus ?? 'DELETE_COMPLETE';
    if (status === 'DELETE_COMPLETE') return resources;
    if (status === 'DELETE_FAILED')
      throw new Error(
        `the stack was not deleted: ${now?.StackStatusReason ?? 'CloudFormation gives no reason'}`,
      );
    await pause(client.endpoint ? 200 : 5_000);
  }
}

async function describe(client: CloudFormationClient, StackName: string): Promise<Stack | undefined> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.find(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
  } catch (error) {
    // CloudFormation API reference, "DescribeStacks": a stack that does not exist is a ValidationError.
    if (error instanceof Error && /does not exist|not found/i.test(error.message)) return undefined;
    throw error;
  }
}

/** Removes all versions: CloudFormation deletes no bucket that holds one. */
async function empty(client: AccountClient, Bucket: string): Promise<void> {
  const s3 = new S3Client({ ...client, forcePathStyle: client.endpoint !== undefined });
  try {
    for (;;) {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (Objects.length === 0) return;
      const { Errors = [] } = await s3.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
      );
      if (Errors.length > 0)
        throw new Error(`${Errors.length} versions in ${Bucket} were not deleted: ${Errors[0]?.Code ?? ''}`);
    }
  } catch (error) {
    // An earlier removal has come this far.
    if (!(error instanceof Error) || error.name !== 'NoSuchBucket') throw error;
  }
}
