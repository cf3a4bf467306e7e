import type { SweepReport } from '../../../lambda/core/sweep/report.js';

/**
 * Invokes the deployed function `sweep`, with the operator's own AWS credentials. Rejects with a message for the user.
 */
export async function invokeSweep(functionName: string, dryRun: boolean): Promise<SweepReport> {
  // Loaded here: the other commands do not need the AWS SDK, and start faster.
  const { functionCall } = await import('../aws/function-call.js');
  return (await functionCall(functionName)({ dryRun })) as SweepReport;
}
