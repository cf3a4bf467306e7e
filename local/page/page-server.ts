import { readFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  assetsPrefix,
  cacheControl,
  contentSecurityPolicy,
  fixedHeaders,
} from '../../lib/site/page-headers.js';
import { close, listen } from '../engine/front.js';
import { demoSubjects } from './demo-accounts.js';
import type { OwnIssuer } from '../deployment/own-issuer.js';
import type { LocalIssuer } from './issuer.js';
import { StartFailure } from '../process/start-failure.js';
import { readTokenRequest, TokenRequestProblem } from './token-request.js';

/** Addresses of the deployed system for the page. */
export interface PageConfiguration {
  readonly apiUrl: string;
  /** Origin of presigned URLs. */
  readonly storageUrl: string;
  /** Of signed reads. @default the storage */
  readonly cdnUrl?: string;
}

export interface PageServer {
  readonly url: string;
  /** Until this is called every response is 503: the origin is needed before there is content. */
  open(configuration: PageConfiguration): void;
  stop(): Promise<void>;
}

export interface PageServerOptions {
  /** Folder of the built page. */
  readonly directory: string;
  readonly issuer: Pick<LocalIssuer, 'issueToken' | 'url'>;
  /** Where the page signs in instead. @default demo accounts */
  readonly ownIssuer?: OwnIssuer;
  /** @default 0, a free one */
  readonly port?: number;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const tokenLifeSeconds = 3600;

/** Serves the built page on 127.0.0.1, with its configuration, and tokens for demo accounts. */
export async function startPageServer({
  directory,
  issuer,
  ownIssuer,
  port = 0,
}: PageServerOptions): Promise<PageServer> {
  let configuration: PageConfiguration | undefined;
  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) send(response, 500, { message: 'The page server failed.' });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Otherwise a page elsewhere could use DNS rebinding to read tokens.
    if (request.headers.host !== new URL(url).host) {
      send(response, 421, { message: `Open ${url}` });
      return;
    }
    if (!configuration) {
      send(response, 503, { message: 'Waybill is starting.' });
      return;
    }
    const { pathname } = new URL(request.url ?? '/', url);
    for (const [name, value] of Object.entries(fixedHeaders)) response.setHeader(name, value);
    response.setHeader('content-security-policy', policyOf(configuration, (ownIssuer ?? issuer).url));
    if (pathname === '/token') await giveToken(request, response);
    else if (request.method !== 'GET' && request.method !== 'HEAD')
      send(response, 405, { message: 'Only GET.' });
    else if (pathname === '/config.json') {
      const signIn = ownIssuer
        ? { kind: 'oidc', issuer: ownIssuer.url, clientId: ownIssuer.clientId }
        : { kind: 'demo', tokenUrl: '/token', subjects: demoSubjects };
      const { apiUrl, cdnUrl } = configuration;
      // Cookies have no port (RFC 6265 section 8.5): page, API and edge of this machine share them.
      send(response, 200, { apiUrl, ...(cdnUrl !== undefined && { cdnCookies: true }), signIn });
    } else await sendFile(response, pathname);
  }

  async function giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (ownIssuer) {
      send(response, 403, { message: `Tokens are of ${ownIssuer.url} here: get one there.` });
      return;
    }
    try {
      const { subject, groups } = await readTokenRequest(request);
      const expiresAt = new Date(Date.now() + tokenLifeSeconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
      const token = await issuer.issueToken(subject, { groups, expiresInSeconds: tokenLifeSeconds });
      send(response, 200, { token, expiresAt });
    } catch (error) {
      if (!(error instanceof TokenRequestProblem)) throw error;
      send(response, error.status, { message: error.message });
    }
  }

  async function sendFile(response: ServerResponse, pathname: string): Promise<void> {
    const wanted = path.join(directory, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const inside = wanted.startsWith(directory + path.sep);
    const bytes = inside ? await readFile(wanted).catch(() => undefined) : undefined;
    if (!bytes) {
      send(response, 404, { message: 'No such page.' });
      return;
    }
    const type = mediaTypes[path.extname(wanted)] ?? 'application/octet-stream';
    response.writeHead(200, {
      'content-type': type,
      'cache-control': pathname.startsWith(`/${assetsPrefix}`) ? cacheControl.assets : cacheControl.document,
      'content-length': bytes.length,
    });
    response.end(bytes);
  }

  await listen(server, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    const reason = error.code === 'EACCES' ? 'may not be opened by this user' : 'is taken by another program';
    throw new StartFailure(
      `Port ${String(port)} of 127.0.0.1, asked for the page, ${reason}.`,
      'Choose another (npm start -- --port 8080), or leave it out for a free one.',
      { cause: error },
    );
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    open: (given) => {
      configuration = given;
    },
    stop: () => close(server),
  };
}

/**
 * As in a deployment, whose page signs in at the issuer; here that is for tests, and this server gives tokens itself.
 */
function policyOf({ apiUrl, storageUrl, cdnUrl }: PageConfiguration, issuerUrl: string): string {
  const origin = (url: string) => new URL(url).origin;
  return contentSecurityPolicy({
    api: origin(apiUrl),
    storage: origin(storageUrl),
    files: cdnUrl === undefined ? undefined : origin(cdnUrl),
    signIn: [origin(issuerUrl)],
  });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
