import type { UploadRequest } from '../../../lambda/core/declaration.js';
import type { Sent } from '../model/snapshot.js';
import type { KnownUpload, SentBytes, SystemUnderFaults } from '../model/system.js';
import type { FaultPlan } from '../simulation/fault-plan.js';
import type { DeployedStack } from './deployed-stack.js';

interface Signed {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
}

type Upload = KnownUpload & { readonly key: string; readonly signed?: Signed | undefined };

/** One schedule's clients of the deployed stack: they speak HTTP, and ask again where there was no answer. */
export class DeployedSystem implements SystemUnderFaults {
  readonly known: Upload[] = [];
  readonly sent: Sent[] = [];
  readonly ended = new Set<string>();
  readonly erasedOwners = new Set<string>();
  readonly erasures: { readonly files: readonly string[] }[] = [];
  private events = 0;

  /** @param suffix of this schedule's owners */
  constructor(
    private readonly stack: DeployedStack,
    private readonly plan: FaultPlan,
    private readonly suffix: string,
  ) {}

  async create(owner: string, { sizeBytes, method }: UploadRequest, key?: string): Promise<void> {
    const name = owner + this.suffix;
    const body = {
      ...{ filename: 'note.txt', contentType: 'text/plain', method },
      sizeBytes: Math.min(sizeBytes, 900),
    };
    const answer = await this.ask(name, 'POST', '/uploads', body, key);
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
      const parts = await this.ask(owner, 'POST', `/uploads/${id}/parts`, { partNumbers: [1] });
      if (!parts?.ok) return;
      const [part] = ((await parts.json()) as { parts: { url: string }[] }).parts;
      await fetch(part?.url ?? '', { method: 'PUT', body: bytes });
      return;
    }
    if (!signed) return;
    if (method === 'put')
      answer = await fetch(signed.url, { method: 'PUT', headers: signed.headers ?? {}, body: bytes });
    else {
      const form = new FormData();
      for (const [name, value] of Object.entries(signed.fields ?? {})) form.append(name, value);
      form.append('file', new Blob([bytes]), 'note.txt');
      answer = await fetch(signed.url, { method: 'POST', body: form });
    }
    const versionId = answer.headers.get('x-amz-version-id');
    if (!answer.ok || !versionId) return;
    this.sent.push({ id, versionId, truth: truth === 'infected' ? 'honest' : truth, sizeBytes });
    const { copies } = this.plan.ofEvent(`event ${String(this.events++)}`, true);
    if (copies > 1) await this.stack.repeatEvent(key, versionId);
  }

  complete = ({ owner, id }: KnownUpload) => this.told(owner, 'POST', `/uploads/${id}/complete`);

  abort = ({ owner, id }: KnownUpload) => {
    this.ended.add(id);
    return this.told(owner, 'DELETE', `/uploads/${id}`);
  };

  remove = ({ owner, id }: KnownUpload) => {
    this.ended.add(id);
    return this.told(owner, 'DELETE', `/files/${id}`);
  };

  renew = ({ owner, id }: KnownUpload) => this.told(owner, 'POST', `/uploads/${id}/renew`);

  rename = ({ owner, id }: KnownUpload) =>
    this.told(owner, 'PATCH', `/files/${id}`, { filename: 'other.txt' });

  /** Nobody of this deployment is an administrator: held files stay. */
  decide = () => Promise.resolve();

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

  /** Time passes by itself here; what waits for hours is aged when the schedules are over. */
  pass = () => Promise.resolve();

  private async told(owner: string, method: string, path: string, body?: object): Promise<void> {
    await (await this.ask(owner, method, path, body))?.body?.cancel();
  }

  private async ask(
    owner: string,
    method: string,
    path: string,
    body?: object,
    key?: string,
  ): Promise<Response | undefined> {
    let last: Response | undefined;
    for (let attempt = 0; attempt < 3; attempt++) {
      last = await this.stack.call(owner, method, path, body, key).catch(() => undefined);
      if (last && last.status < 500) return last;
    }
    return last;
  }
}
