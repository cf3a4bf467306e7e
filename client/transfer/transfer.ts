import type { Connection } from '../api/connection.js';
import type { CreatedUpload, Declaration, PartPlan, StoredFile, StoredPart } from '../api/contract.js';
import { isWaybillError } from '../api/error.js';
import type { Gate } from './gate.js';
import { sendParts } from './parts.js';
import { idPath } from '../api/path.js';
import { put } from './put.js';
import { sampleOf } from './sample.js';
import type { SignedRequest } from './signed-put.js';
import type { Begun, Remembered, UploadMemory } from './upload-memory.js';

/** The fingerprint of a file, as JSON. */
export type Print = readonly [apiUrl: string, declaration: Declaration, lastModified: number, sample: number];

export interface TransferEvents {
  readonly onCreated: (file: StoredFile) => void;
  readonly onSent: (sentBytes: number) => void;
}

/** How often parts that S3 does not have are sent again. */
const rounds = 3;

/** The steps of one upload: create, send the bytes, complete. */
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
    const { filename, sizeBytes } = declaration;
    const file = { filename, sizeBytes };
    const remembered = await this.memory.recall(await this.fingerprint(declaration));
    this.remembered = remembered;
    try {
      // First: if the page is closed before the response, the key finds the created upload.
      if (!remembered.isResumed) await remembered.keep({ file, partBytes: 0 });
      const { file: created, upload } = await this.requestPermission(declaration, remembered);
      this.id = created.id;
      const plan = upload?.method === 'multipart' ? upload.parts : undefined;
      const begun = { file: { ...file, id: created.id }, partBytes: plan?.sizeBytes ?? 0 };
      await remembered.keep(begun);
      this.events.onCreated(created);
      const stored = plan
        ? await this.sendInParts(plan, remembered, begun)
        : await this.sendInOne(created, upload as SignedRequest | null);
      await remembered.forget();
      return stored;
    } finally {
      remembered.leave();
    }
  }

  /** Aborts it in the service. */
  async giveUp(): Promise<void> {
    await this.remembered?.forget();
    if (this.id) await this.connection.ask('DELETE', this.path());
  }

  /** The fingerprint of the file; only files have a modification time. */
  private async fingerprint(declaration: Declaration): Promise<string | undefined> {
    const { lastModified } = this.bytes as Partial<File>;
    if (lastModified === undefined) return undefined;
    const sample = await this.gate.runStep(() => sampleOf(this.bytes));
    return JSON.stringify([this.connection.apiUrl, declaration, lastModified, sample] satisfies Print);
  }

  /** Idempotent by its key, which also finds an upload from before a reload. */
  private async requestPermission(body: Declaration, remembered: Remembered): Promise<CreatedUpload> {
    const ask = () =>
      this.gate.runStep((signal) => {
        const headers = { 'idempotency-key': remembered.key };
        return this.connection.ask<CreatedUpload>('POST', '/uploads', { headers, body, signal });
      });
    try {
      const created = await ask();
      if (!remembered.isResumed || !/^(expired|aborted)$/.test(created.file.status)) return created;
    } catch (error) {
      if (!remembered.isResumed || !isWaybillError(error, 'upload-ended', 'idempotency-key-reused')) {
        // An error response: nothing was created.
        if (isWaybillError(error) && !error.retryable && !remembered.isResumed) await remembered.forget();
        throw error;
      }
    }
    // The resumed upload has ended in the meantime.
    await remembered.forget();
    return ask();
  }

  private async sendInOne(file: StoredFile, signed: SignedRequest | null): Promise<StoredFile> {
    if (signed) {
      const step = (signal: AbortSignal) =>
        put(this.connection, signed, this.bytes, {
          signal,
          onSent: this.events.onSent,
          renew: async () => {
            const renewed = this.connection.ask<CreatedUpload>('POST', this.path('renew'), { signal });
            return (await renewed).upload as SignedRequest;
          },
        });
      await this.gate.runStep(step);
    }
    // Optional: it only updates the status sooner. The bytes are stored, so a failure here is not one of the upload.
    return this.complete().catch((error: unknown) => {
      if (isWaybillError(error) && error.retryable) return file;
      throw error;
    });
  }

  private async sendInParts(plan: PartPlan, remembered: Remembered, begun: Begun): Promise<StoredFile> {
    const { done } = remembered;
    for (let round = 1; ; round += 1) {
      if (round > 1 || remembered.isResumed) await this.compare(plan, done);
      // All parts are there, but S3 does not join them: the checksum does not match.
      if (round === rounds && done.size === plan.count) done.clear();
      try {
        await sendParts(this.connection, this.gate, this.bytes, {
          id: this.id as string,
          plan,
          done,
          onSent: this.events.onSent,
          onDone: () => void remembered.keep(begun),
        });
      } catch (error) {
        // NoSuchUpload: it was joined or has ended. The service's status decides.
        if (!isWaybillError(error, 'storage-refused') || error.status !== 404) throw error;
      }
      try {
        return await this.complete();
      } catch (error) {
        if (round === rounds || !isWaybillError(error, 'upload-incomplete')) throw error;
      }
    }
  }

  /**
   * Removes from `done` the parts that S3 does not list. Listed parts that were not acknowledged do not count either:
   * some stores treat a broken connection as the end of the body, and list that part with its full length.
   */
  private async compare(plan: PartPlan, done: Set<number>): Promise<void> {
    const { parts } = await this.gate.runStep((signal) =>
      this.connection.ask<{ parts: readonly StoredPart[] }>('GET', this.path('parts'), { signal }),
    );
    const listed = new Set(parts.map(({ partNumber }) => partNumber));
    for (const number of done) if (!listed.has(number) || number > plan.count) done.delete(number);
  }

  private complete(): Promise<StoredFile> {
    return this.gate.runStep((signal) => this.connection.ask('POST', this.path('complete'), { signal }));
  }

  private path(...rest: readonly string[]): `/${string}` {
    return idPath('uploads', this.id as string, ...rest);
  }
}
