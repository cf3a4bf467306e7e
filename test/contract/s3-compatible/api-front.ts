import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Route } from '../../../lambda/api/schema/route.js';
import { routes } from '../../../lambda/api/routes.js';
import type { Service } from './service.js';

const table = Object.values(routes as Record<string, Route>).map(({ method, path, function: name }) => ({
  key: `${method} ${path}`,
  match: new RegExp(`^${method} ${path.replace(/\{\w+\}/g, '([^/]+)')}$`),
  name,
}));

/** A preflight, and the headers that it may allow. */
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization, content-type, idempotency-key',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-expose-headers': 'etag, retry-after',
};

/** The service over HTTP, like the gateway, for clients that need HTTP. It serves pages too. */
export class ApiFront {
  private readonly server: Server = createServer((request, response) => {
    this.take(request, response).catch((error: unknown) => {
      response.writeHead(500, cors).end(JSON.stringify({ message: String(error) }));
    });
  });

  constructor(
    private readonly service: Service,
    /** By their path. */
    private readonly pages: Readonly<Record<string, { type: string; text: string }>> = {},
  ) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://front');
    const page = this.pages[pathname];
    if (page) return void response.writeHead(200, { 'content-type': page.type }).end(page.text);
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end();
    const asked = `${String(request.method)} ${pathname}`;
    const route = table.find(({ match }) => match.test(asked));
    if (!route || route.name === 'webhooks')
      return void response.writeHead(404, cors).end('{"message":"Not Found"}');
    const { authorization, ...headers } = request.headers as Record<string, string>;
    const id = route.match.exec(asked)?.[1];
    const reply = await this.service.call(route.name, route.key, {
      headers,
      query: Object.fromEntries(searchParams),
      ...(id !== undefined && { id }),
      ...(chunks.length > 0 && { body: Buffer.concat(chunks).toString() }),
    });
    // This store sends no events.
    if (route.key.endsWith('/complete') && reply.status === 202 && id) await this.service.announce(id);
    response.writeHead(reply.status, { ...cors, 'content-type': 'application/json' });
    response.end(reply.status === 204 ? undefined : JSON.stringify(reply.body));
  }
}
