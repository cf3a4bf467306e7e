import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { system } from '../stack/system.js';

/** The page as a deployment with an issuer of its own serves it. */
export interface IssuedPage {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The deployed page with another config.json, and the API at the same origin: the WebDriver of WebKit cannot replace a
 * response, and the API allows the origin of the deployed page alone.
 */
export async function serveIssuedPage(issuer: string, clientId: string): Promise<IssuedPage> {
  const server = http.createServer((request, answer) => {
    const { method = 'GET', url = '/', headers } = request;
    if (url.startsWith('/config.json')) {
      const signIn = { kind: 'oidc', issuer, clientId };
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ apiUrl: `${address()}/api`, signIn }));
      return;
    }
    const target = url.startsWith('/api/')
      ? system.apiUrl + url.slice('/api'.length)
      : `${system.pageUrl}${url}`;
    void forward(target, method, headers, request).then(
      async (got) => {
        const kept = [...got.headers].filter(([name]) => !/^(content-(length|encoding)|transfer)/.test(name));
        answer.writeHead(got.status, Object.fromEntries(kept)).end(Buffer.from(await got.arrayBuffer()));
      },
      (error: unknown) => answer.writeHead(502).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url: address(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function forward(
  target: string,
  method: string,
  { authorization, accept, 'content-type': type }: http.IncomingHttpHeaders,
  request: http.IncomingMessage,
): Promise<Response> {
  const body = method === 'GET' || method === 'HEAD' ? undefined : new Uint8Array(await buffer(request));
  const headers = Object.entries({ authorization, accept, 'content-type': type }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return fetch(target, { method, headers, redirect: 'manual', ...(body && { body }) });
}
