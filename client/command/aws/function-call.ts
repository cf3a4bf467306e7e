import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { patience } from './patience.js';

/** The function was called, and threw or ran out of time; its log says more than the answer does. */
export class FunctionFailed extends Error {}

/** Calls one function of a deployment, with the operator's own AWS credentials, and waits for its answer. */
export function functionCall(name: string): (payload: object) => Promise<unknown> {
  const client = new LambdaClient({
    // A sweep may take its whole five minutes; asking again would begin another.
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
