import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClient } from './handover.js';

/** Every line of every log group: all functions and the gateway's access log, of all stacks. */
export async function readLogLines(settings: AwsClient): Promise<string[]> {
  const client = new CloudWatchLogsClient(settings);
  const lines: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
    for (const { logGroupName } of logGroups) {
      for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
        lines.push(...events.map(({ message }) => message ?? ''));
      }
    }
  }
  return lines;
}

/** What must never be logged. */
export const secrets = {
  'a signature': /x-amz-(signature|security-token|credential)/i,
  'a signature of CloudFront': /[?&-]Signature=/,
  'a private key': /PRIVATE KEY/,
  'a bearer token': /eyJ[\w-]{10,}\.eyJ/,
  'an authorization header': /bearer\s/i,
} as const;

/** @throws with the first line of a whole run that contains a secret */
export function refuseSecrets(lines: readonly string[]): void {
  for (const [what, pattern] of Object.entries(secrets)) {
    const line = lines.find((one) => pattern.test(one));
    if (line) throw new Error(`${what} was logged in this run: ${line}`);
  }
}
