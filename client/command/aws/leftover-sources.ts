import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { LeftoverSources, LivingStack } from '../leftovers/find-leftovers.js';
import { contentsReader } from './leftover-contents.js';
import { patience } from './patience.js';

/** The tag of the construct: lib/names/retained-tag.ts. */
const tag = 'waybill:deployment';

/** The operator's account and region, with their own credentials. */
export async function leftoverSources(): Promise<LeftoverSources> {
  const tagging = new ResourceGroupsTaggingAPIClient(patience());
  const cloudFormation = new CloudFormationClient(patience());
  const logs = new CloudWatchLogsClient(patience());
  const lambda = new LambdaClient(patience());
  const region = await tagging.config.region();

  const functionExists = (name: string) =>
    unlessMissing(async () => {
      await lambda.send(new GetFunctionCommand({ FunctionName: name }));
      return true;
    });

  return {
    region,

    async *tagged() {
      const pages = paginateGetResources({ client: tagging }, { TagFilters: [{ Key: tag }] });
      for await (const { ResourceTagMappingList: found = [] } of pages) {
        for (const { ResourceARN: arn = '', Tags: tags = [] } of found) {
          const deployment = tags.find(({ Key: key }) => key === tag)?.Value;
          if (deployment) yield { arn, deployment };
        }
      }
    },

    stack: (name) =>
      unlessMissing(async () => {
        const { Stacks: [stack] = [] } = await cloudFormation.send(
          new DescribeStacksCommand({ StackName: name }),
        );
        const status = stack?.StackStatus ?? 'DELETE_COMPLETE';
        if (status === 'DELETE_COMPLETE') return undefined;
        return { isChanging: status.endsWith('_IN_PROGRESS'), resources: await resourcesOf(name) };
      }),

    contents: contentsReader(logs),

    async *deadLogGroups(stack) {
      // Lambda names the log group of a function that has none of its own; custom resources of the CDK have none.
      const home = '/aws/lambda/';
      const input = { logGroupNamePrefix: `${home}${stack}-Custom` };
      for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: logs }, input)) {
        for (const { logGroupName: name = '' } of logGroups)
          if (!(await functionExists(name.slice(home.length)))) yield name;
      }
    },
  };

  async function resourcesOf(StackName: string): Promise<LivingStack['resources']> {
    const ids = new Set<string>();
    for await (const { StackResourceSummaries: summaries = [] } of paginateListStackResources(
      { client: cloudFormation },
      { StackName },
    ))
      // DELETE_SKIPPED: it left the stack and was retained.
      for (const { PhysicalResourceId: id, ResourceStatus: status } of summaries)
        if (id && status !== 'DELETE_SKIPPED' && status !== 'DELETE_COMPLETE') ids.add(id);
    return ids;
  }
}

/** CloudFormation calls a missing stack invalid (API reference, "DescribeStacks"). */
async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'ResourceNotFoundException') return undefined;
    if (name === 'ValidationError' && message.includes('does not exist')) return undefined;
    throw error;
  }
}
