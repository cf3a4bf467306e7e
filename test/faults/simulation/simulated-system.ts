import { abortUpload } from '../../../lambda/core/upload/abort-upload.js';
import { changeFile } from '../../../lambda/core/manage/change-file.js';
import { completeUpload } from '../../../lambda/core/upload/complete-upload.js';
import { createUpload } from '../../../lambda/core/upload/create-upload.js';
import type { UploadRequest } from '../../../lambda/core/upload/declaration.js';
import { deleteFile } from '../../../lambda/core/manage/delete-file.js';
import { requestErasure } from '../../../lambda/core/erasure/erasure.js';
import { eraseOwner } from '../../../lambda/core/erasure/erase.js';
import { decideHeld } from '../../../lambda/core/validation/held-file.js';
import { renewUpload } from '../../../lambda/core/upload/renew-upload.js';
import { finishJoining } from '../../../lambda/core/sweep/finish-joining.js';
import { Tally } from '../../../lambda/core/sweep/report.js';
import { sweep } from '../../../lambda/core/sweep/sweep.js';
import { KnownKeys } from '../model/known-keys.js';
import { Readers } from '../model/readers.js';
import type { KnownUpload, LinkWishes, SentBytes, SystemUnderFaults } from '../model/system.js';
import { subject } from '../../core/records.js';
import { clientPorts, type ClientPorts } from './client-ports.js';
import type { Process } from './process.js';
import { readerRequests } from './reader-requests.js';
import { ask } from './requests.js';
import { sendBytes, type Writable } from './sent-bytes.js';
import type { Simulation } from './simulation.js';
import { sweepPorts } from './sweep-ports.js';
import { ValidationQueue } from './validation-queue.js';

/** The core in a simulation: every function of the deployment, each in runs that may crash. */
export class SimulatedSystem implements SystemUnderFaults {
  readonly known: (KnownUpload & Writable)[] = [];
  readonly queue: ValidationQueue;
  readonly readers: Readers;
  /** What clients asked to end, with a response or possibly done. */
  readonly ended = new Set<string>();
  readonly erasedOwners = new Set<string>();
  readonly keys: KnownKeys;

  constructor(readonly simulation: Simulation) {
    this.keys = new KnownKeys(
      () => simulation.now,
      (what) => simulation.violated(what),
    );
    this.queue = new ValidationQueue(simulation);
    this.readers = new Readers(
      readerRequests(simulation, (process) => this.portsOf(process)),
      () => simulation.now,
      (what) => simulation.violated(what),
    );
  }

  async create(owner: string, request: UploadRequest, idempotencyKey?: string): Promise<void> {
    this.asked(
      'create',
      (ports) => createUpload(ports, subject(owner), request, idempotencyKey),
      ({ file, upload }) => {
        this.simulation.note(`created ${file.id.slice(-4)}`);
        if (idempotencyKey !== undefined) this.keys.note(`${owner} ${idempotencyKey}`, file);
        const { id, method, sizeBytes, key } = file;
        const signedUntil = upload?.expiresAt ?? this.simulation.now;
        if (!this.known.some((one) => one.id === id))
          this.known.push({
            owner,
            id,
            method,
            sizeBytes,
            key,
            signedUntil,
            ...(file.parts && { parts: file.parts }),
          });
      },
    );
    await this.breathe();
  }

  async send(upload: KnownUpload, bytes: SentBytes): Promise<void> {
    sendBytes(this.simulation, upload as KnownUpload & Writable, bytes);
    await this.breathe();
  }

  complete = (upload: KnownUpload) =>
    this.onUpload('complete', upload, (ports) => completeUpload(ports, subject(upload.owner), upload.id));

  abort = (upload: KnownUpload) => {
    this.ended.add(upload.id);
    return this.onUpload('abort', upload, (ports) => abortUpload(ports, subject(upload.owner), upload.id));
  };

  remove = (upload: KnownUpload) => {
    this.ended.add(upload.id);
    const work = (ports: ClientPorts) => deleteFile(ports, subject(upload.owner), upload.id);
    return this.onUpload('delete', upload, work, () => this.readers.gone.add(upload.id));
  };

  renew = (upload: KnownUpload) =>
    this.onUpload('renew', upload, async (ports) => {
      const { file } = await renewUpload(ports, subject(upload.owner), upload.id);
      (upload as KnownUpload & Writable).signedUntil = file.uploadExpiresAt;
    });

  rename = (upload: KnownUpload) =>
    this.onUpload('rename', upload, (ports) =>
      changeFile(ports, subject(upload.owner), upload.id, {
        filename: `${String(this.simulation.now.getTime())}.png`,
      }),
    );

  decide = (upload: KnownUpload, verdict: 'release' | 'reject') =>
    this.onUpload('decide', upload, (ports) => decideHeld(ports, 'carol', upload.id, verdict));

  async erase(owner: string): Promise<void> {
    this.erasedOwners.add(owner);
    this.asked('erase', (ports) => requestErasure(ports, owner));
    await this.breathe();
  }

  share = (upload: KnownUpload, wishes: LinkWishes) => this.given((readers) => readers.share(upload, wishes));
  follow = (upload: KnownUpload, visitors: number) =>
    this.given((readers) => readers.follow(upload, visitors));
  unshare = (upload: KnownUpload) => this.given((readers) => readers.unshare(upload));
  grant = (upload: KnownUpload, reader: string) => this.given((readers) => readers.grant(upload, reader));
  revoke = (upload: KnownUpload, reader: string) => this.given((readers) => readers.revoke(upload, reader));
  read = (upload: KnownUpload, reader: string) => this.given((readers) => readers.read(upload, reader));

  async sweep(): Promise<void> {
    const { simulation } = this;
    void simulation
      .start('sweep', (process) =>
        sweep(
          sweepPorts(simulation, process, this.queue, (id) => this.join(id)),
          {
            deadline: new Date(simulation.now.getTime() + 10 * 60_000),
            dryRun: false,
            onFailure: (id, error) => simulation.note(`sweep of ${id.slice(-4)} failed: ${String(error)}`),
          },
        ),
      )
      .then(
        ({ counts }) => {
          if (Object.keys(counts).length > 0) simulation.note(`swept ${JSON.stringify(counts)}`);
        },
        (error: unknown) => simulation.note(`sweep ended: ${String(error)}`),
      );
    await this.breathe();
  }

  async redrive(): Promise<void> {
    this.queue.redrive();
    this.simulation.subscribers.redrive();
    await this.breathe();
  }

  async pass(seconds: number): Promise<void> {
    await this.simulation.pass(seconds);
  }

  private async onUpload(
    kind: string,
    { id }: KnownUpload,
    work: (ports: ClientPorts) => Promise<unknown>,
    heard?: () => void,
  ): Promise<void> {
    this.asked(`${kind} ${id.slice(-4)}`, work, heard);
    await this.breathe();
  }

  private async given(act: (readers: Readers) => Promise<void>): Promise<void> {
    await act(this.readers);
    await this.breathe();
  }

  private portsOf(process: Process): ClientPorts {
    return clientPorts(this.simulation, process, this.queue, (owner) => this.eraseNow(owner));
  }

  private asked<Answer>(
    kind: string,
    work: (ports: ClientPorts) => Promise<Answer>,
    heard: (answer: Answer) => void = () => {},
  ): void {
    ask(this.simulation, kind, (process) => work(this.portsOf(process)), { heard });
  }

  private join(id: string): void {
    const { simulation } = this;
    simulation.after(0, `join ${id}`, () => {
      void simulation
        .start('join', (process) => finishJoining(this.portsOf(process), id))
        .catch(() => undefined);
    });
  }

  private eraseNow(owner: string): void {
    const { simulation } = this;
    simulation.after(0, `erase files of ${owner}`, () => {
      void simulation
        .start('erase now', async (process) => {
          const ports = sweepPorts(simulation, process, this.queue, () => {});
          const erasure = await ports.erasing.of(owner);
          const tally = new Tally(false, () => {});
          if (erasure?.status === 'running') await eraseOwner(ports, erasure, tally, () => false);
        })
        .catch(() => undefined);
    });
  }

  private async breathe(): Promise<void> {
    await this.simulation.goOn();
    await this.simulation.pass(0);
  }
}
