import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { patience } from './patience.js';

/** The function was invoked, and threw or timed out; its log has more than the response. */
export class FunctionFailed extends Error {}

/** Invokes one function of a deployment synchronously, with the operator's own AWS credentials. */
export function functionCall(name: string): (payload: object) => Promise<unknown> {
  const client = new LambdaClient({
    // A sweep may take its full five minutes; a retry would start another.
    maxAttempts: 1,
    ...patience(330_000),
  });
  return async (payload) => {
    const { Payload, FunctionError } = await client.send(
      new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) }),
    );
    if (FunctionError) throw new FunctionFailed(`the function failed; its log says why (${FunctionError})`);
    return JSON.parse(Buffer.from(Payload ?? []).toString()) as unknown;
  };
}
