import http from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { close, listen } from '../../local/engine/front.js';
import type { TokenWishes } from '../../local/page/issuer.js';
import type { LocalStack } from '../../local/stack.js';

/** Requests of tests to the process that has the issuer and the CDK. */
export interface ControlRequests {
  readonly issueToken: { readonly subject: string; readonly wishes: TokenWishes };
  /** In place of what was deployed under its name. */
  readonly deployWithCognito: {
    readonly stackName: string;
    readonly context: Readonly<Record<string, string>>;
  };
  readonly destroy: { readonly stackName: string };
  /** What `deployWith` has deployed, with another context. */
  readonly update: { readonly stackName: string; readonly context: Readonly<Record<string, string>> };
  readonly deployWith: { readonly stackName: string; readonly context: Readonly<Record<string, string>> };
}

/** Serves tests, which run in other processes, on 127.0.0.1. */
export async function startControl(
  stack: Pick<LocalStack, 'issueToken' | 'deployWith' | 'deployWithCognito' | 'destroy'>,
): Promise<{ url: string; stop(): Promise<void> }> {
  /** One stack for all tests with the same name, in any process. */
  const deployed = new Map<string, { context: string; deployment: Promise<unknown> }>();
  function deployOnce({ stackName, context }: ControlRequests['deployWith']): Promise<unknown> {
    const wanted = JSON.stringify(context);
    const { context: made, deployment } = deployed.get(stackName) ?? {
      context: wanted,
      deployment: stack.deployWith(stackName, context),
    };
    if (made !== wanted) throw new Error(`stack ${stackName} was deployed with another context: ${made}`);
    deployed.set(stackName, { context: made, deployment });
    return deployment;
  }
  const server = http.createServer((request, response) => {
    // A kept connection that is closed here while a test sends on it fails that test: none is kept.
    response.setHeader('Connection', 'close');
    void json(request)
      .then((body) => answer(request.url ?? '', body as object))
      .then(
        (value) => response.end(JSON.stringify(value)),
        (error: unknown) => response.writeHead(500).end((error as Error).stack),
      );
  });
  async function answer(url: string, body: object): Promise<unknown> {
    if (url === '/issueToken') {
      const { subject, wishes } = body as ControlRequests['issueToken'];
      return stack.issueToken(subject, wishes);
    }
    if (url === '/deployWith') return deployOnce(body as ControlRequests['deployWith']);
    const { stackName, context } = body as ControlRequests['deployWithCognito'];
    if (url === '/update') return stack.deployWith(stackName, context);
    if (url === '/deployWithCognito') return stack.deployWithCognito(stackName, context);
    await stack.destroy(stackName);
    return {};
  }
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, stop: () => close(server) };
}
