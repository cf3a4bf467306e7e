import type { UploadRequest } from '../../../lambda/core/upload/declaration.js';
import { Readers } from '../model/readers.js';
import type { Sent } from '../model/snapshot.js';
import type { KnownUpload, LinkWishes, SentBytes, SystemUnderFaults } from '../model/system.js';
import { storedTruth } from '../simulation/bucket.js';
import type { FaultPlan } from '../simulation/fault-plan.js';
import { Clients } from './clients.js';
import { administrator, type DeployedStack } from './deployed-stack.js';
import { readerRequests } from './reader-requests.js';

interface Signed {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
}

type Upload = KnownUpload & { readonly key: string; readonly signed?: Signed | undefined };

/** One schedule's clients of the deployed stack: they use HTTP, and retry without a response. */
export class DeployedSystem implements SystemUnderFaults {
  readonly known: Upload[] = [];
  readonly sent: Sent[] = [];
  readonly ended = new Set<string>();
  readonly erasedOwners = new Set<string>();
  readonly erasures: { readonly files: readonly string[] }[] = [];
  private events = 0;

  readonly readers: Readers;
  readonly violations: string[] = [];
  private readonly clients: Clients;

  /** @param suffix of this schedule's people */
  constructor(
    private readonly stack: DeployedStack,
    private readonly plan: FaultPlan,
    private readonly suffix: string,
  ) {
    this.clients = new Clients(stack.address);
    this.readers = new Readers(
      readerRequests(this.clients, suffix),
      () => new Date(),
      (what) => void this.violations.push(what),
    );
  }

  async create(owner: string, { sizeBytes, method }: UploadRequest, key?: string): Promise<void> {
    const name = owner + this.suffix;
    const body = {
      ...{ filename: 'note.txt', contentType: 'text/plain', method },
      sizeBytes: Math.min(sizeBytes, 900),
    };
    const answer = await this.ask(name, 'POST', '/uploads', { body, idempotencyKey: key });
    if (!answer?.ok) return;
    const { id, upload } = (await answer.json()) as { id: string; upload?: Signed };
    if (this.known.some((one) => one.id === id)) return;
    const known = { id, owner: name, method: method ?? 'put', sizeBytes: body.sizeBytes };
    this.known.push({ ...known, key: this.stack.keyFor(name, id), signed: upload });
  }

  async send(upload: KnownUpload, { truth }: SentBytes): Promise<void> {
    const { id, key, method, sizeBytes, owner, signed } = upload as Upload;
    const bytes = Buffer.alloc(
      sizeBytes,
      truth === 'wrong-type' ? '\u007fELF\u0000\u0001' : 'A line of text.\n',
    );
    let answer: Response | undefined;
    if (method === 'multipart') {
      const parts = await this.ask(owner, 'POST', `/uploads/${id}/parts`, { body: { partNumbers: [1] } });
      if (!parts?.ok) return;
      const [part] = ((await parts.json()) as { parts: { url: string }[] }).parts;
      await fetch(part?.url ?? '', { method: 'PUT', body: bytes });
      return;
    }
    if (!signed) return;
    if (method === 'put') {
      const headers = { ...signed.headers, ...(truth === 'encoded' && { 'content-encoding': 'gzip' }) };
      answer = await fetch(signed.url, { method: 'PUT', headers, body: bytes });
    } else {
      const form = new FormData();
      for (const [name, value] of Object.entries(signed.fields ?? {})) form.append(name, value);
      form.append('file', new Blob([bytes]), 'note.txt');
      answer = await fetch(signed.url, { method: 'POST', body: form });
    }
    const versionId = answer.headers.get('x-amz-version-id');
    if (!answer.ok || !versionId) return;
    // No scanner is deployed.
    const stored = truth === 'infected' ? 'honest' : storedTruth(truth, method);
    this.sent.push({ id, versionId, truth: stored, sizeBytes });
    const { copies } = this.plan.ofEvent(`event ${String(this.events++)}`, true);
    if (copies > 1) await this.stack.repeatEvent(key, versionId);
  }

  complete = ({ owner, id }: KnownUpload) => this.told(owner, 'POST', `/uploads/${id}/complete`);

  abort = ({ owner, id }: KnownUpload) => {
    this.ended.add(id);
    return this.told(owner, 'DELETE', `/uploads/${id}`);
  };

  remove = async ({ owner, id }: KnownUpload) => {
    this.ended.add(id);
    if (await this.told(owner, 'DELETE', `/files/${id}`)) this.readers.gone.add(id);
  };

  renew = ({ owner, id }: KnownUpload) => this.told(owner, 'POST', `/uploads/${id}/renew`);

  rename = ({ owner, id }: KnownUpload) =>
    this.told(owner, 'PATCH', `/files/${id}`, { body: { filename: 'other.txt' } });

  decide = ({ id }: KnownUpload, verdict: 'release' | 'reject') =>
    this.told(administrator, 'POST', `/files/${id}/${verdict}`);

  share = (file: KnownUpload, wishes: LinkWishes) => this.readers.share(file, wishes);
  follow = (file: KnownUpload, visitors: number) => this.readers.follow(file, visitors);
  unshare = (file: KnownUpload) => this.readers.unshare(file);
  grant = (file: KnownUpload, reader: string) => this.readers.grant(file, reader);
  revoke = (file: KnownUpload, reader: string) => this.readers.revoke(file, reader);
  read = (file: KnownUpload, reader: string) => this.readers.read(file, reader);

  async erase(owner: string): Promise<void> {
    this.erasedOwners.add(owner + this.suffix);
    const name = owner + this.suffix;
    const files = this.known.filter((file) => file.owner === name).map(({ id }) => id);
    const answer = await this.ask(name, 'DELETE', '/owners/me/files');
    if (answer?.ok) this.erasures.push({ files });
    await answer?.body?.cancel();
  }

  sweep = () => this.stack.sweep();

  redrive = () => this.stack.redrive();

  /** Real time passes here; records that wait for hours are made older after the schedules. */
  pass = () => Promise.resolve();

  /** @returns whether it succeeded */
  private async told(...request: Parameters<Clients['ask']>): Promise<boolean> {
    const response = await this.ask(...request);
    await response?.body?.cancel();
    return response?.ok ?? false;
  }

  private ask = async (...request: Parameters<Clients['ask']>): Promise<Response | undefined> =>
    (await this.clients.ask(...request)).response;
}
