import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash, randomUUID } from 'node:crypto';
import type { StoredFile } from '../../client/index.js';

export interface Request {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** `cut`: the request is taken in whole, and the connection then dies without an answer. */
export type Fault = Reply | 'cut';

interface Entry {
  file: StoredFile;
  bytes?: Buffer;
  /** How often the file has been read since its bytes came: the verdict falls at the second look. */
  looks: number;
}

const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const accepted = ['image/png', 'image/jpeg', 'text/plain', 'application/octet-stream'];

/** Speaks the API's contract over real HTTP, with storage under /storage, in memory; and fails where it is told to. */
export class ContractServer {
  readonly requests: Request[] = [];
  private readonly entries = new Map<string, Entry>();
  private readonly faults: { match: RegExp; fault: Fault }[] = [];
  private readonly server = createServer((request, response) => void this.take(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next request whose `METHOD /path` matches meets this instead of its answer. */
  failNext(match: RegExp, fault: Fault): void {
    this.faults.push({ match, fault });
  }

  /** What was asked, as `METHOD /path`, in order. */
  get asked(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, '{id}')}`);
  }

  private async take(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const request = {
      method: message.method ?? '',
      path: message.url ?? '',
      headers: message.headers,
      body: Buffer.concat(chunks),
    };
    this.requests.push(request);
    const at = this.faults.findIndex(({ match }) => match.test(`${request.method} ${request.path}`));
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault;
    if (fault === 'cut') {
      // As when the network fails after the last byte: what was asked has happened.
      this.answer(request);
      message.socket.destroy();
      return;
    }
    const reply = fault ?? this.answer(request);
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body);
  }

  private answer(request: Request): Reply {
    const { pathname, searchParams } = new URL(request.path, this.url);
    const [, root, id = '', rest] = pathname.split('/');
    if (root === 'storage') return request.method === 'PUT' ? this.store(id, request) : this.read(id);
    if (root === 'health')
      return json(200, { status: 'ok', limits: { maxSizeBytes: 1_000, allowedTypes: accepted } });
    // As the gateway's authorizer does it.
    if (request.headers.authorization !== 'Bearer good') return json(401, { message: 'Unauthorized' });
    if (root === 'uploads' && !id) return this.create(request);
    if (root === 'files' && !id) return this.list(searchParams);
    const entry = this.entries.get(decodeURIComponent(id));
    if (!entry) return problem(404, 'file-not-found', 'There is no file with this id');
    if (rest === 'complete') return json(202, entry.file);
    if (rest === 'content') return json(200, { url: `${this.url}/storage/${id}`, expiresAt: soon() });
    if (request.method === 'DELETE') return this.entries.delete(id) ? { status: 204 } : { status: 500 };
    if (entry.file.status === 'uploaded' && ++entry.looks === 2) judge(entry);
    return json(200, entry.file);
  }

  private create({ body }: Request): Reply {
    const declared = JSON.parse(body.toString()) as StoredFile;
    if (!accepted.includes(declared.contentType)) {
      return problem(415, 'type-not-allowed', `${declared.contentType} is not accepted`);
    }
    if (declared.sizeBytes < 1) {
      return problem(400, 'invalid-request', 'One field is wrong', [
        { pointer: '/sizeBytes', detail: 'expected at least 1' },
      ]);
    }
    const id = randomUUID();
    const file = { ...blank, ...declared, sha256: declared.sha256 ?? null, id };
    this.entries.set(id, { file, looks: 0 });
    const headers: Record<string, string> = { 'Content-Type': declared.contentType, 'If-None-Match': '*' };
    if (declared.sha256) headers['x-amz-checksum-sha256'] = declared.sha256;
    const upload = { method: 'put', url: `${this.url}/storage/${id}`, headers, expiresAt: soon() };
    return json(201, { id, file, upload });
  }

  private list(query: URLSearchParams): Reply {
    const all = [...this.entries.values()].map(({ file }) => file).reverse();
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return json(200, { items: all.slice(from, to), nextCursor: to < all.length ? String(to) : null });
  }

  private store(id: string, { headers, body }: Request): Reply {
    const entry = this.entries.get(id);
    if (!entry || headers['content-type'] !== entry.file.contentType)
      return s3Error(403, 'SignatureDoesNotMatch');
    if (Number(headers['content-length']) !== entry.file.sizeBytes)
      return s3Error(403, 'SignatureDoesNotMatch');
    if (headers['if-none-match'] !== '*') return s3Error(403, 'AccessDenied');
    if (entry.bytes) return s3Error(412, 'PreconditionFailed');
    const { sha256 } = entry.file;
    if (sha256 && createHash('sha256').update(body).digest('base64') !== sha256)
      return s3Error(400, 'BadDigest');
    entry.bytes = body;
    entry.file = { ...entry.file, status: 'uploaded', uploadedAt: new Date().toISOString() };
    return { status: 200 };
  }

  private read(id: string): Reply {
    const entry = this.entries.get(id);
    if (entry?.file.status !== 'verified') return s3Error(403, 'AccessDenied');
    return { status: 200, headers: { 'content-type': entry.file.contentType }, body: entry.bytes ?? '' };
  }
}

const blank = {
  status: 'pending',
  detectedType: null,
  width: null,
  height: null,
  metadata: {},
  checks: { size: 'pending', checksum: 'pending', type: 'pending', malware: 'skipped' },
  reasons: [],
  warnings: [],
  createdAt: '2026-11-22T10:00:00.000Z',
  uploadedAt: null,
  verifiedAt: null,
  revision: 1,
} as const satisfies Partial<StoredFile>;

function judge(entry: Entry): void {
  const refused = entry.bytes?.subarray(0, 4).equals(elf);
  const reason = {
    code: 'executable-content',
    message: 'the file is a program (application/x-elf)',
    advice: 'Programs are not accepted under any name.',
    offset: 0,
  };
  entry.file = refused
    ? { ...entry.file, status: 'rejected', detectedType: 'application/x-elf', reasons: [reason] }
    : { ...entry.file, status: 'verified', detectedType: entry.file.contentType };
}

const soon = () => new Date(Date.now() + 900_000).toISOString();

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: JSON.stringify(body) };
}

function problem(status: number, code: string, detail: string, errors?: unknown): Reply {
  const type = `https://waybill.example/problems/${code}`;
  return json(status, { type, title: code, status, detail, code, requestId: 'request-1', errors });
}

export function s3Error(status: number, code: string, message = code): Reply {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
