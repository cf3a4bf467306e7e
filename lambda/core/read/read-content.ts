import { readersName } from '../content/index.js';
import { readableFile, type FileReader, type GrantReader } from '../access/reach.js';
import { nameOf, type Subject } from '../access/subject.js';
import { expiryOf, type FileRecord } from '../file/file.js';
import { Problem } from '../problem.js';
import { noteRead, type NoteReadPorts } from './note-read.js';

export type Disposition = 'inline' | 'attachment';

/** Method of a presigned read: a URL is signed for one method. */
export type ReadMethod = 'GET' | 'HEAD';

export interface VerifiedVersion {
  readonly key: string;
  readonly versionId: string;
  readonly filename: string;
  readonly contentType: string;
}

export interface SignedRead {
  readonly url: string;
  /** The expiry: of the signature or of the credentials, whichever is sooner. */
  readonly expiresAt: Date;
}

export interface BoundRead {
  /** IPv4 address from which alone it can be read. @default any */
  readonly address?: string | undefined;
}

export interface SignReadPorts {
  readonly now: () => Date;
  readonly readExpiresInSeconds: number;
  readonly signRead: (
    read: VerifiedVersion & BoundRead & { method: ReadMethod; disposition: Disposition },
    at: Date,
    expiresInSeconds: number,
  ) => Promise<SignedRead>;
}

export interface ReadContentPorts extends SignReadPorts, NoteReadPorts {
  readonly files: FileReader;
  readonly grants: GrantReader;
}

export interface ReadWishes extends BoundRead {
  /** @default 'attachment' */
  readonly disposition?: Disposition | undefined;
  /** @default 'GET' */
  readonly method?: ReadMethod;
  /** Shorter than the default lifetime. */
  readonly atMostSeconds?: number;
}

/** Presigns a read of the pinned version; nothing else can be read. */
export async function readContent(
  ports: ReadContentPorts,
  subject: Subject,
  id: string,
  wishes: ReadWishes = {},
): Promise<SignedRead> {
  const file = await readableFile(ports, subject, id);
  const read = await signedRead(ports, file, wishes);
  const how = wishes.method === 'HEAD' ? 'head' : 'content';
  await noteRead(ports, { how, subject: nameOf(subject) }, [{ file, read }]);
  return read;
}

/** As `readContent`, after the read was authorized. */
export async function signedRead(
  { now, readExpiresInSeconds, signRead }: SignReadPorts,
  file: FileRecord,
  { disposition, method = 'GET', atMostSeconds = readExpiresInSeconds, address }: ReadWishes = {},
): Promise<SignedRead> {
  const version = verifiedVersion(file);
  const shown = disposition === 'inline' && runsNoScript(version.contentType) ? 'inline' : 'attachment';
  const at = now();
  const end = expiryOf(file);
  // No read outlives its file's retention, however soon the sweep runs.
  const secondsLeft = end ? Math.ceil((end.getTime() - at.getTime()) / 1000) : Infinity;
  const seconds = Math.max(1, Math.min(readExpiresInSeconds, atMostSeconds, secondsLeft));
  return signRead({ ...version, method, disposition: shown, ...(address && { address }) }, at, seconds);
}

/** The readable content of a file. Throws `file-not-verified`, `file-rejected` or `upload-ended`. */
export function verifiedVersion(file: FileRecord): VerifiedVersion {
  switch (file.status) {
    case 'verified': {
      const { key, version, detectedType } = file;
      if (!version || !detectedType) throw new Error(`verified file ${file.id} names no version or type`);
      return { key, filename: readersName(file), versionId: version.versionId, contentType: detectedType };
    }
    case 'pending':
      throw new Problem('file-not-verified', 'No bytes have arrived yet; send them to the upload URL first');
    case 'completing':
    case 'uploaded':
      throw new Problem('file-not-verified', 'The bytes are being checked; retry after a second');
    case 'held':
      throw new Problem(
        'file-not-verified',
        'The file is held until an administrator releases or rejects it',
      );
    case 'rejected':
      throw new Problem(
        'file-rejected',
        `The file was rejected: ${file.reasons.map(({ message }) => message).join('; ')}`,
      );
    case 'expired':
    case 'aborted':
      throw new Problem('upload-ended', 'The upload ended without bytes; create a new one');
    case 'deleted':
      throw new Error(`deleted file ${file.id} reached a reader`);
  }
}

/** Never text (a browser may interpret it as HTML) or SVG. PDF viewers run scripts isolated from the page. */
export function runsNoScript(contentType: string): boolean {
  if (contentType === 'image/svg+xml') return false;
  return /^(image|audio|video)\//.test(contentType) || contentType === 'application/pdf';
}
