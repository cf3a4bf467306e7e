import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash, randomUUID } from 'node:crypto';
import type { StoredFile } from '../../client/index.js';
import { blank, judge, partBytes, partsAnswer, streamPartBytes, type Entry } from './contract-file.js';
import { json, problem, s3Error, soon, type Reply, type Request } from './contract-reply.js';

/** `cut`: the request is received completely, and the connection is then closed without a response. */
export type Fault = Reply | 'cut';

/** Larger files are sent in parts. */
const thresholdBytes = 300;

const accepted = ['image/png', 'image/jpeg', 'text/plain', 'application/octet-stream'];

/** Implements the API's contract over HTTP, with storage under /storage, in memory, and configurable faults. */
export class ContractServer {
  readonly requests: Request[] = [];
  private readonly entries = new Map<string, Entry>();
  private readonly keys = new Map<string, { body: string; id: string }>();
  /** Requests without a response yet, for `holdNext`. */
  private readonly held: { match: RegExp; reached: () => void; until: Promise<void> }[] = [];
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

  /** The next request whose `METHOD /path` matches gets this fault instead of its response. */
  failNext(match: RegExp, fault: Fault): void {
    this.faults.push({ match, fault });
  }

  /**
   * The next matching request gets its response only after `release` was called; `reached` resolves when it has
   * arrived.
   */
  holdNext(match: RegExp): { readonly reached: Promise<void>; readonly release: () => void } {
    let release: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => this.held.push({ match, reached: resolve, until }));
    return { reached, release };
  }

  /** As after the expiry of the upload, or an abort by another client. */
  end(id: string): void {
    const entry = this.entries.get(id) as Entry;
    entry.file = { ...entry.file, status: 'expired' };
  }

  /** As after its tombstone was removed. */
  forget(id: string): void {
    this.entries.delete(id);
  }

  /** Storage loses an acknowledged part. */
  loseFirstPart(): void {
    for (const { parts } of this.entries.values()) parts?.delete(1);
  }

  /** Resolves when all pending requests have arrived: later requests come after them. */
  async settled(): Promise<void> {
    for (let i = 0; i < 5; i += 1) await fetch(`${this.url}/health`).then((answer) => answer.text());
  }

  /** The stored bytes of a file. */
  bytesOf(id: string): Buffer | undefined {
    return this.entries.get(id)?.bytes;
  }

  /** The requests, as `METHOD /path`, in order. */
  get asked(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, '{id}')}`);
  }

  private async take(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of message) chunks.push(chunk as Buffer);
    } catch {
      // The client has aborted it.
      return;
    }
    const request = {
      method: message.method ?? '',
      path: message.url ?? '',
      headers: message.headers,
      body: Buffer.concat(chunks),
    };
    this.requests.push(request);
    const hold = this.held.findIndex(({ match }) => match.test(`${request.method} ${request.path}`));
    if (hold >= 0) {
      const [{ reached, until }] = this.held.splice(hold, 1) as [(typeof this.held)[number]];
      reached();
      await until;
    }
    const at = this.faults.findIndex(({ match }) => match.test(`${request.method} ${request.path}`));
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault;
    if (fault === 'cut') {
      // As after a network failure at the last byte: the request was executed.
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
    if (root === 'storage') return request.method === 'PUT' ? this.store(id, request, rest) : this.read(id);
    if (root === 'health')
      return json(200, {
        status: 'ok',
        limits: { maxSizeBytes: 10_000, multipartThresholdBytes: thresholdBytes, allowedTypes: accepted },
      });
    // As the gateway's authorizer does.
    if (request.headers.authorization !== 'Bearer good') return json(401, { message: 'Unauthorized' });
    if (root === 'uploads' && !id) return this.create(request);
    if (root === 'files' && !id) return this.list(searchParams);
    const entry = this.entries.get(decodeURIComponent(id));
    if (!entry) return problem(404, 'file-not-found', 'There is no file with this id');
    if (root === 'uploads' && /^(expired|aborted)$/.test(entry.file.status))
      return problem(410, 'upload-ended', 'The upload has ended');
    if (rest === 'complete') return this.complete(entry);
    if (rest === 'parts') return partsAnswer(this.url, entry, request);
    if (rest === 'renew') return json(200, this.permission(entry));
    if (root === 'uploads' && request.method === 'DELETE') {
      if (entry.bytes) return problem(409, 'upload-finished', 'The bytes are there');
      entry.file = { ...entry.file, status: 'aborted' };
      return { status: 204 };
    }
    if (rest === 'url') return json(200, { url: `${this.url}/storage/${id}`, expiresAt: soon() });
    if (request.method === 'PATCH') {
      entry.file = { ...entry.file, ...(JSON.parse(request.body.toString()) as Partial<StoredFile>) };
      return json(200, entry.file);
    }
    if (request.method === 'DELETE') return this.entries.delete(id) ? { status: 204 } : { status: 500 };
    if (entry.file.status === 'uploaded' && ++entry.looks === 2) judge(entry);
    return json(200, entry.file);
  }

  private create({ body, headers }: Request): Reply {
    const key = String(headers['idempotency-key']);
    const made = this.keys.get(key);
    if (made && made.body !== body.toString())
      return problem(422, 'idempotency-key-reused', 'Another request');
    if (made) return json(201, this.permission(this.entries.get(made.id) as Entry));
    const { sizeIsMaximum: isStream = false, ...declared } = JSON.parse(body.toString()) as StoredFile & {
      readonly sizeIsMaximum?: boolean;
    };
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
    const entry: Entry = { file, isStream, looks: 0 };
    if (isStream || declared.sizeBytes > thresholdBytes) entry.parts = new Map();
    this.entries.set(id, entry);
    this.keys.set(key, { body: body.toString(), id });
    return json(201, this.permission(entry));
  }

  private permission({ file, parts, isStream }: Entry) {
    const { id, sizeBytes, contentType, sha256 } = file;
    const each = isStream ? streamPartBytes : partBytes;
    const plan = { sizeBytes: each, count: Math.ceil(sizeBytes / each) };
    const headers: Record<string, string> = { 'Content-Type': contentType, 'If-None-Match': '*' };
    if (sha256) headers['x-amz-checksum-sha256'] = sha256;
    const put = { method: 'put', url: `${this.url}/storage/${id}`, headers, expiresAt: soon() };
    const multipart = { method: 'multipart', parts: plan, expiresAt: soon() };
    return { id, file, upload: file.status !== 'pending' ? null : parts ? multipart : put };
  }

  private complete(entry: Entry): Reply {
    const { parts, file, isStream } = entry;
    if (parts && !entry.bytes) {
      const bytes = Buffer.concat([...parts.keys()].sort((a, b) => a - b).map((n) => parts.get(n) as Buffer));
      if (isStream ? bytes.length > file.sizeBytes : bytes.length !== file.sizeBytes)
        return problem(409, 'upload-incomplete', 'Parts are missing');
      entry.bytes = bytes;
      entry.file = {
        ...file,
        status: 'uploaded',
        sizeBytes: bytes.length,
        uploadedAt: new Date().toISOString(),
      };
    }
    return json(202, entry.file);
  }

  private list(query: URLSearchParams): Reply {
    const status = query.get('status');
    const all = [...this.entries.values()]
      .map(({ file }) => file)
      .filter((file) => status === null || file.status === status)
      .reverse();
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return json(200, { items: all.slice(from, to), nextCursor: to < all.length ? String(to) : null });
  }

  private store(id: string, { headers, body }: Request, partNumber?: string): Reply {
    const entry = this.entries.get(id);
    if (partNumber) {
      if (!entry?.parts || entry.bytes) return s3Error(404, 'NoSuchUpload');
      entry.parts.set(Number(partNumber), body);
      return { status: 200 };
    }
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
