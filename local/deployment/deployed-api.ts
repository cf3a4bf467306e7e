import { ApiGatewayV2Client, GetApiCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { ClientSettings } from '../engine/engine.js';
import { patience } from '../../lambda/aws/patience.js';

/** A stack's API in the engine, at its own address: the stack's output `ApiUrl` may be a domain name. */
export async function deployedApi(
  stackName: string,
  settings: ClientSettings,
): Promise<{ readonly apiId: string; readonly url: URL }> {
  const client = new CloudFormationClient({ ...settings, ...patience(30_000) });
  const pages = paginateListStackResources({ client }, { StackName: stackName });
  for await (const { StackResourceSummaries: resources = [] } of pages) {
    const apiId = resources.find(
      ({ ResourceType }) => ResourceType === 'AWS::ApiGatewayV2::Api',
    )?.PhysicalResourceId;
    if (apiId === undefined) continue;
    const gateway = new ApiGatewayV2Client({ ...settings, ...patience(30_000) });
    const { ApiEndpoint } = await gateway.send(new GetApiCommand({ ApiId: apiId }));
    return { apiId, url: new URL(ApiEndpoint ?? '') };
  }
  throw new Error(`stack ${stackName} has no API`);
}
