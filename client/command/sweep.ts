import type { SweepReport } from '../../lambda/core/sweep/report.js';

/** Has the deployed function sweep now, with the operator's own AWS credentials. Rejects with a sentence to show. */
export async function sweep(functionName: string, dryRun: boolean): Promise<SweepReport> {
  // Loaded here: the other commands need no AWS, and start at once.
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
  const client = new LambdaClient({
    // A sweep may take its whole five minutes; asking again would begin another.
    maxAttempts: 1,
    requestHandler: { requestTimeout: 330_000 },
  });
  const { Payload, FunctionError } = await client.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify({ dryRun }) }),
  );
  const answer = Buffer.from(Payload ?? []).toString();
  if (FunctionError) throw new Error(`the function failed; its log says why (${FunctionError})`);
  return JSON.parse(answer) as SweepReport;
}
