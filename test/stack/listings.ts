import { ListRulesCommand, type EventBridgeClient, type Rule } from '@aws-sdk/client-eventbridge';
import { paginateListFunctions, type FunctionConfiguration, type LambdaClient } from '@aws-sdk/client-lambda';

/** The functions of all stacks: more than the 50 of one page (Lambda API reference, "ListFunctions"). */
export async function listFunctions(client: LambdaClient): Promise<FunctionConfiguration[]> {
  const functions: FunctionConfiguration[] = [];
  for await (const page of paginateListFunctions({ client }, {})) functions.push(...(page.Functions ?? []));
  return functions;
}

/**
 * The rules of all stacks on the default bus, which may be more than the 100 of one page (EventBridge API reference,
 * "ListRules").
 */
export async function listRules(client: EventBridgeClient): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (let NextToken: string | undefined; ;) {
    const page = await client.send(new ListRulesCommand({ NextToken }));
    rules.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
    if (NextToken === undefined) return rules;
  }
}
