import type { input } from 'zod/mini';
import type { Answer } from '../lambda/api/answers.js';
import type { UploadRequest } from '../lambda/api/routes/presign.js';
import type { Connection } from './connection.js';
import { WaybillError } from './error.js';
import type { StoredFile } from './file.js';
import type { Gate } from './gate.js';
import { sendParts } from './parts.js';
import { put } from './put.js';
import type { SignedPut } from './signed-put.js';
import type { Remembered, UploadMemory } from './upload-memory.js';

type Declaration = input<typeof UploadRequest>;
type Created = Answer<'Upload'>;
type Plan = Extract<Created['upload'], { method: 'multipart' }>['parts'];

export interface TransferEvents {
  readonly onCreated: (file: StoredFile) => void;
  readonly onSent: (sentBytes: number) => void;
}

/** How often parts that storage turns out not to have are sent once more. */
const rounds = 3;

/** The way of one file's bytes to storage: permission, bytes, and word that they are there. */
export class Transfer {
  private id: string | undefined;
  private remembered: Remembered | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly memory: UploadMemory,
    private readonly gate: Gate,
    private readonly bytes: Blob,
    private readonly events: TransferEvents,
  ) {}

  async run(declaration: Declaration): Promise<StoredFile> {
    const remembered = await this.memory.recall(this.fingerprint(declaration));
    this.remembered = remembered;
    try {
      const { file, upload } = await this.permission(declaration, remembered);
      this.id = file.id;
      await remembered.keep();
      this.events.onCreated(file);
      const stored = await this.send(file, upload, remembered);
      await remembered.forget();
      return stored;
    } finally {
      remembered.leave();
    }
  }

  /** At the service: what is there of it goes. */
  async giveUp(): Promise<void> {
    await this.remembered?.forget();
    if (this.id) await this.connection.send({ method: 'DELETE', path: this.path() });
  }

  /** Tells this file from all others next time; only files say when they were changed. */
  private fingerprint(declaration: Declaration): string | undefined {
    const { lastModified } = this.bytes as Partial<File>;
    return lastModified === undefined
      ? undefined
      : JSON.stringify([this.connection.apiUrl, declaration, lastModified]);
  }

  /** Repeatable by its key, which also finds an upload that was begun before a reload. */
  private async permission(body: Declaration, remembered: Remembered): Promise<Created> {
    const ask = () =>
      this.gate.through(async (signal) => {
        const headers = { 'idempotency-key': remembered.key };
        return (
          await this.connection.send<Created>({ method: 'POST', path: '/uploads', headers, body, signal })
        ).body;
      });
    try {
      const created = await ask();
      if (!remembered.isResumed || !/^(expired|aborted)$/.test(created.file.status)) return created;
    } catch (error) {
      if (!remembered.isResumed || !isProblem(error, 'upload-ended', 'idempotency-key-reused')) throw error;
    }
    // What was begun has ended meanwhile.
    await remembered.forget();
    return ask();
  }

  private send(file: StoredFile, upload: Created['upload'], remembered: Remembered): Promise<StoredFile> {
    if (upload?.method === 'multipart') return this.inParts(upload.parts, remembered);
    return this.inOne(file, upload as SignedPut | null);
  }

  private async inOne(file: StoredFile, signed: SignedPut | null): Promise<StoredFile> {
    if (signed) {
      const step = (signal: AbortSignal) =>
        put(this.connection, signed, this.bytes, {
          signal,
          onSent: this.events.onSent,
          renew: async () => {
            const path = this.path('/renew');
            return (await this.connection.send<Created>({ method: 'POST', path, signal })).body
              .upload as SignedPut;
          },
        });
      await this.gate.through(step);
    }
    // Only a hint that makes the status move sooner: the bytes are safe, so a failure here is none of the upload.
    return this.complete().catch((error: unknown) => {
      if (error instanceof WaybillError && error.retryable) return file;
      throw error;
    });
  }

  private async inParts(plan: Plan, remembered: Remembered): Promise<StoredFile> {
    const { done } = remembered;
    for (let round = 1; ; round += 1) {
      if (round > 1 || remembered.isResumed) await this.compare(plan, done);
      try {
        await sendParts(this.connection, this.gate, this.bytes, {
          id: this.id as string,
          plan,
          done,
          onSent: this.events.onSent,
          onDone: () => void remembered.keep(),
        });
      } catch (error) {
        // NoSuchUpload: it was joined or has ended. The service knows which.
        if (!(error instanceof WaybillError && error.code === 'storage-refused' && error.status === 404))
          throw error;
      }
      try {
        return await this.complete();
      } catch (error) {
        if (round === rounds || !isProblem(error, 'upload-incomplete')) throw error;
      }
    }
  }

  /**
   * Leaves in `done` what storage lists too. Not all that it lists: some stores take a connection that was cut for the
   * end of the body, and list that part at its full length, so only what was acknowledged counts.
   */
  private async compare(plan: Plan, done: Set<number>): Promise<void> {
    const { body } = await this.gate.through((signal) =>
      this.connection.send<Answer<'StoredParts'>>({ method: 'GET', path: this.path('/parts'), signal }),
    );
    const listed = new Set(body.parts.map(({ partNumber }) => partNumber));
    for (const number of done) if (!listed.has(number) || number > plan.count) done.delete(number);
  }

  private complete(): Promise<StoredFile> {
    return this.gate.through(
      async (signal) =>
        (await this.connection.send<StoredFile>({ method: 'POST', path: this.path('/complete'), signal }))
          .body,
    );
  }

  private path(rest = ''): `/${string}` {
    return `/uploads/${encodeURIComponent(this.id as string)}${rest}`;
  }
}

function isProblem(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof WaybillError && codes.includes(error.code);
}
