import { DeleteObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { v7 } from 'uuid';
import { bucketAddress } from '../../../lambda/aws/object/bucket-address.js';
import { multipartStore } from '../../../lambda/aws/object/multipart-store.js';
import { objectStore, s3Client } from '../../../lambda/aws/object/object-store.js';
import { postSigner } from '../../../lambda/aws/signing/post-signer.js';
import { partSigner, putSigner } from '../../../lambda/aws/signing/put-signer.js';
import { readSigner } from '../../../lambda/aws/signing/read-signer.js';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { ReadMethod } from '../../../lambda/core/read/read-content.js';
import type { SignedPost } from '../../../lambda/core/upload/signed-upload.js';
import { photo } from '../../core/records.js';
import type { Buckets } from './buckets.js';
import type { Access } from './engines/engine.js';
import { send, type Reply } from './send.js';

export const lifeSeconds = 900;
export const pageOrigin = 'https://files.example';
export const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

interface ReadWishes {
  readonly filename?: string;
  readonly at?: Date;
  readonly method?: ReadMethod;
}

/** Our functions' signers and adapters for one bucket, and the requests of a client. */
export class Store {
  readonly client;
  readonly objects;
  readonly multipart;
  private readonly signing;

  constructor(
    private readonly access: Access,
    readonly bucket: string,
    readonly buckets: Buckets,
  ) {
    const { endpoint, region, credentials } = access;
    // The environment of a function; the adapters read nothing else. A developer's own profile would override the keys
    // below.
    delete process.env['AWS_PROFILE'];
    process.env['AWS_REGION'] = region;
    process.env['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId;
    process.env['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey;
    process.env['AWS_SESSION_TOKEN'] = credentials.sessionToken ?? '';
    const storageEndpoint = endpoint && ({ url: endpoint, addressing: 'path' } as const);
    this.client = s3Client(storageEndpoint);
    this.objects = objectStore(this.client, bucket);
    const address = bucketAddress(bucket, region, storageEndpoint);
    this.multipart = multipartStore(address, region);
    this.signing = { address, region, credentials };
  }

  /** The same in a new bucket. */
  async another(): Promise<Store> {
    return new Store(this.access, await this.buckets.make(), this.buckets);
  }

  /** A new record, for a file with these bytes. */
  file(body: string | Uint8Array = 'some bytes', changes: Partial<FileRecord> = {}): FileRecord {
    const { owner = 'alice' } = changes;
    const id = v7();
    const sizeBytes = Buffer.byteLength(body);
    return photo({ id, owner, key: keyFor(owner, id), sizeBytes, reservedBytes: sizeBytes, ...changes });
  }

  signPut(file: FileRecord, at = new Date(), seconds = lifeSeconds) {
    return putSigner(this.signing)(file, at, seconds);
  }

  signPost(file: FileRecord, at = new Date(), seconds = lifeSeconds) {
    return postSigner(this.signing)(file, at, seconds);
  }

  async signPart(file: FileRecord, uploadId: string, partNumber: number, sizeBytes: number, at = new Date()) {
    const part = { key: file.key, uploadId, partNumber, sizeBytes };
    return (await partSigner(this.signing)(part, at, lifeSeconds)).url;
  }

  async signRead(
    file: FileRecord,
    versionId: string,
    { filename = 'me.png', at = new Date(), method = 'GET' }: ReadWishes = {},
  ) {
    const { key, contentType } = file;
    const read = { key, versionId, filename, contentType, method, disposition: 'attachment' } as const;
    return (await readSigner(this.signing)(read, at, lifeSeconds)).url;
  }

  /** Sends the bytes as a client does. */
  async put(file: FileRecord, body: string | Uint8Array = 'some bytes'): Promise<Reply> {
    const { url, headers } = await this.signPut(file);
    return send(url, { method: 'PUT', headers, body });
  }

  async putPart(file: FileRecord, uploadId: string, partNumber: number, body: string | Uint8Array) {
    const url = await this.signPart(file, uploadId, partNumber, Buffer.byteLength(body));
    return send(url, { method: 'PUT', body });
  }

  /** Deletes without a version: S3 creates a delete marker. */
  async hide(Key: string): Promise<void> {
    await this.buckets.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key }));
  }

  /** How many versions a key has, without delete markers. */
  async versionCount(Key: string): Promise<number> {
    const command = new ListObjectVersionsCommand({ Bucket: this.bucket, Prefix: Key });
    return (await this.buckets.client.send(command)).Versions?.length ?? 0;
  }

  /** A stored file and its version. */
  async stored(body: string | Uint8Array = 'some bytes', changes: Partial<FileRecord> = {}) {
    const file = this.file(body, changes);
    const reply = await this.put(file, body);
    if (reply.status !== 200) throw new Error(`a plain PUT was answered ${reply.status}: ${reply.body}`);
    const versionId = (await this.objects.head(file.key))?.versionId;
    if (!versionId) throw new Error('what was stored is not there');
    return { file, versionId };
  }
}

/** A form as browsers send it (RFC 7578): fields first, then the file. */
export async function sendForm(
  { url, fields }: Pick<SignedPost, 'url' | 'fields'>,
  body: string | null = 'some bytes',
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (body !== null) form.set('file', new Blob([body]), 'me.png');
  const encoded = new Response(form);
  const contentType = encoded.headers.get('content-type') ?? '';
  return send(url, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': contentType },
    body: new Uint8Array(await encoded.arrayBuffer()),
  });
}
