import type { SweepReport } from '../../../lambda/core/sweep/report.js';

/** Has the deployed function sweep now, with the operator's own AWS credentials. Rejects with a sentence to show. */
export async function invokeSweep(functionName: string, dryRun: boolean): Promise<SweepReport> {
  // Loaded here: the other commands need no AWS, and start at once.
  const { functionCall } = await import('../aws/function-call.js');
  return (await functionCall(functionName)({ dryRun })) as SweepReport;
}
