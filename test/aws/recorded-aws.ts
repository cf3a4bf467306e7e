import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Recorded {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

/** Where the SDK's clients go that are made from now on: it keeps each request, and answers as a test has it. */
export async function startRecordedAws() {
  const nothing: (request: Recorded) => Reply = () => ({});
  const aws = { requests: [] as Recorded[], answer: nothing };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://aws');
      const recorded: Recorded = {
        method: request.method ?? '',
        path: decodeURIComponent(pathname),
        query: Object.fromEntries(searchParams),
        headers: request.headers,
        body,
      };
      aws.requests.push(recorded);
      const { status = 200, headers = {}, body: said = '' } = aws.answer(recorded);
      response.writeHead(status, headers).end(typeof said === 'string' ? said : JSON.stringify(said));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  Object.assign(process.env, {
    ...{ AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: url.origin, AWS_MAX_ATTEMPTS: '1' },
    ...{ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
  });
  return Object.assign(aws, {
    url,
    stop() {
      delete process.env['AWS_ENDPOINT_URL'];
      server.closeAllConnections();
      server.close();
    },
  });
}
