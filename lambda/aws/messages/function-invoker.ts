import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { patience } from '../patience.js';

/** Invokes another function asynchronously (Lambda developer guide, "Asynchronous invocation"). */
export function functionInvoker(name: string): (payload: object) => Promise<void> {
  const client = new LambdaClient(patience());
  return async (payload) => {
    const Payload = Buffer.from(JSON.stringify(payload));
    await client.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload }));
  };
}
