import http from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { close, listen } from '../../../local/engine/front.js';
import type { CallFault, FaultPlan } from '../simulation/fault-plan.js';

/**
 * Whether `announce` lists the webhook endpoints, or enqueues deliveries. The engine does not retry a stream's failed
 * records, as Lambda does: a failure would be final. The simulation covers it.
 */
const isAnnouncing = ({ headers }: http.IncomingMessage, body: string | undefined) =>
  headers['x-amz-target'] === 'AmazonSQS.SendMessageBatch' || body?.includes('":webhooks"') === true;

/** A query's target is in its body. */
const isQuery = ({ headers }: http.IncomingMessage) => headers['x-amz-target'] === 'DynamoDB_20120810.Query';

/** Errors that an SDK retries, once. */
function mild(): (fault: CallFault | undefined) => CallFault | undefined {
  let isSpared = false;
  return (fault) => {
    const isMet = fault !== undefined && fault !== 'slow' && !isSpared;
    isSpared = isMet;
    return isMet ? 'fails' : fault === 'slow' ? fault : undefined;
  };
}

/** A proxy between the deployed functions and the engine that injects faults. */
export interface FaultProxy {
  readonly url: string;
  /** Faults so far, by kind. */
  readonly met: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/**
 * Of the calls that the functions' SDKs sign: some never arrive, some have their effect without a response, some are
 * slow. A 403, which no SDK retries, stops the function at that call, like a crash. Presigned requests of clients pass.
 */
export async function startFaultProxy(
  engineUrl: string,
  plan: () => FaultPlan | undefined,
): Promise<FaultProxy> {
  const { hostname, port: enginePort } = new URL(engineUrl);
  const agent = new http.Agent({ keepAlive: true, timeout: 60_000 });
  const counts = new Map<string, number>();
  let calls = 0;
  const mildly = mild();
  const server = http.createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const isOfFunction = request.headers.authorization !== undefined;
    const body = isOfFunction && isQuery(request) ? await text(request) : undefined;
    const met = isOfFunction ? plan()?.ofCall('engine', calls++) : undefined;
    const fault = isAnnouncing(request, body) ? mildly(met) : met;
    if (fault) counts.set(fault, (counts.get(fault) ?? 0) + 1);
    const refuse = () => response.writeHead(403, { 'content-type': 'application/json' }).end('{}');
    if (fault === 'killed-before' || fault === 'fails') {
      request.resume();
      if (fault === 'fails') response.writeHead(503).end();
      else refuse();
      return;
    }
    const forwarded = http.request({
      ...{ host: hostname, port: enginePort, agent, method: request.method, path: request.url },
      headers: request.rawHeaders,
    });
    forwarded.on('error', () => response.destroy());
    forwarded.on('response', (answer) => {
      if (fault === 'killed-after' || fault === 'fails-after' || fault === 'asked-twice') {
        answer.resume().on('end', () => {
          if (fault === 'killed-after') refuse();
          else response.destroy();
        });
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    await pause(fault === 'slow' ? 1_000 : 0);
    if (body === undefined) request.pipe(forwarded);
    else forwarded.end(body);
  }
  await listen(server, 0);
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    met: counts,
    stop: () => {
      agent.destroy();
      return close(server);
    },
  };
}
