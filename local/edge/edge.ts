import type { KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileHeaders } from '../../lib/cdn/file-headers.js';
import { exposedHeaders } from '../../lib/storage/exposed-headers.js';
import { close, listen } from '../engine/front.js';
import { isLoopbackOrigin } from '../engine/loopback-origin.js';
import { edgeReadOf, isSessionRead } from './behavior.js';
import { EdgeCache } from './edge-cache.js';
import { forwardedHeaders, type OriginRead, type OriginReads } from './origin-reads.js';
import { denialOf, type Denial } from './signature-check.js';
import { viewerRequest } from './viewer-request.js';

/** What an edge needs of a deployment. */
export interface EdgeTarget {
  /** The public keys of the key group, by their ids. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  readonly read: OriginReads;
}

export interface Edge {
  readonly url: string;
  /** Starts to answer; the edge listens before the deployment exists, so that its address can be passed to the stack. */
  open(to: EdgeTarget): void;
  stop(): Promise<void>;
}

/**
 * CloudFront's place on one machine, in front of the bucket: it checks signatures, policies, times and addresses, keeps
 * whole responses for the TTL, and sets the headers of files. Unlike AWS's edges it speaks plain HTTP/1.1, does not
 * compress, and asks the bucket for parts of files and by conditions.
 * @param now of the checks and of the cache
 */
export async function startEdge(now = () => new Date(), port = 0): Promise<Edge> {
  let target: EdgeTarget | undefined;
  const cache = new EdgeCache();
  const server = http.createServer((request, response) => {
    const address = `http://${request.headers.host ?? ''}${request.url ?? ''}`;
    const byCookies = URL.canParse(address) && isSessionRead(address);
    const headers = {
      ...fileHeaders,
      ...corsHeaders(request.headers.origin, byCookies),
    };
    const refuse = ({ code, message }: Denial, status = 403) =>
      response.writeHead(status, { ...headers, 'content-type': 'text/xml' }).end(errorBody(code, message));
    if (!target) return void refuse({ code: 'ServiceUnavailable', message: 'Nothing is deployed yet' }, 503);
    const { method = '' } = request;
    if (!isAllowed(method) || !URL.canParse(address) || (byCookies && method === 'OPTIONS'))
      return void refuse({ code: 'MethodNotAllowed', message: 'Only reads are allowed' });
    const at = now();
    const asked = viewerRequest(address, request.headers.cookie);
    const refusal = denialOf(asked, target.keys, { at, sourceIp: request.socket.remoteAddress ?? '' });
    if (refusal) return void refuse(refusal);
    if (method === 'OPTIONS') return void response.writeHead(204, { ...headers, ...preflight }).end();
    const read = edgeReadOf(asked.url);
    if (!read) return void refuse(noRight);
    const { path, query } = read;
    const isPlain = forwardedHeaders.every((name) => request.headers[name] === undefined);
    const key = JSON.stringify([method, path, query]);
    const kept = isPlain ? cache.get(key, at) : undefined;
    if (kept)
      return void response
        .writeHead(kept.status, { ...kept.headers, ...headers, 'x-cache': 'Hit' })
        .end(kept.body);
    target
      .read({ method, path, query: Object.fromEntries(query), headers: request.headers })
      .then(async (answer) => {
        if (!answer) return void refuse(noRight);
        response.writeHead(answer.status, { ...answer.headers, ...headers, 'x-cache': 'Miss' });
        const body = await answer.sendTo(response);
        if (body && answer.status === 200 && isPlain)
          cache.set(key, { status: 200, headers: answer.headers, body }, at);
      })
      .catch(() => (response.headersSent ? response.destroy() : refuse(noOrigin, 502)));
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    open: (to) => void (target = to),
    stop: () => close(server),
  };
}

type Method = OriginRead['method'] | 'OPTIONS';
const isAllowed = (method: string): method is Method => ['GET', 'HEAD', 'OPTIONS'].includes(method);

/** S3's answer to a browser's preflight, by the bucket's CORS rule. */
const preflight = { 'access-control-allow-methods': 'GET, HEAD', 'access-control-allow-headers': 'range' };

/** S3's own answer to a request that the bucket's policy does not allow. */
const noRight: Denial = { code: 'AccessDenied', message: 'Access Denied' };
const noOrigin: Denial = { code: 'OriginConnectError', message: 'The local engine does not answer' };

const errorBody = (code: string, message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;

/** Any page of this machine, as the proxy in front of the engine has it. */
const corsHeaders = (origin: string | undefined, byCookies: boolean): Record<string, string> =>
  origin !== undefined && isLoopbackOrigin(origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': exposedHeaders.join(','),
        ...(byCookies && { 'access-control-allow-credentials': 'true' }),
        vary: 'Origin',
      }
    : {};
