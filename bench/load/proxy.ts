import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Waybill replaces: a server that receives each file and forwards it to S3. */
export async function startProxy(): Promise<{ url: string; stop(): Promise<void> }> {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((incoming, answer) => {
    const target = String(incoming.headers['x-storage-url']);
    const headers = {
      'content-type': incoming.headers['content-type'],
      'content-length': incoming.headers['content-length'],
      'if-none-match': '*',
    };
    const outgoing = http.request(target, { method: 'PUT', agent, headers }, (stored) => {
      stored.resume().on('end', () => answer.writeHead(stored.statusCode ?? 502).end());
    });
    outgoing.on('error', (error) => answer.writeHead(502).end(error.message));
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
