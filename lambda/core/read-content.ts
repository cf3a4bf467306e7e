import { readableFile, type FileReader, type GrantReader } from './access/reach.js';
import type { Subject } from './access/subject.js';
import type { FileRecord } from './file.js';
import { Problem } from './problem.js';

export type Disposition = 'inline' | 'attachment';

export interface ReadContentPorts {
  readonly now: () => Date;
  readonly readExpiresInSeconds: number;
  readonly files: FileReader;
  readonly grants: GrantReader;
  readonly signRead: (
    read: { key: string; versionId: string; filename: string; contentType: string; disposition: Disposition },
    at: Date,
    expiresInSeconds: number,
  ) => Promise<string>;
}

export interface SignedRead {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Signs a read of the very version that was verified; nothing else can be read. */
export async function readContent(
  ports: ReadContentPorts,
  subject: Subject,
  id: string,
  asked: Disposition = 'attachment',
): Promise<SignedRead> {
  const { now, readExpiresInSeconds, signRead } = ports;
  const { key, filename, versionId, contentType } = readable(await readableFile(ports, subject, id));
  const at = now();
  const disposition = asked === 'inline' && runsNoScript(contentType) ? 'inline' : 'attachment';
  const url = await signRead(
    { key, filename, versionId, contentType, disposition },
    at,
    readExpiresInSeconds,
  );
  return { url, expiresAt: new Date(at.getTime() + readExpiresInSeconds * 1000) };
}

function readable(file: FileRecord): {
  key: string;
  filename: string;
  versionId: string;
  contentType: string;
} {
  switch (file.status) {
    case 'verified': {
      const { key, filename, version, detectedType } = file;
      if (!version || !detectedType) throw new Error(`verified file ${file.id} names no version or type`);
      return { key, filename, versionId: version.versionId, contentType: detectedType };
    }
    case 'pending':
      throw new Problem('file-not-verified', 'No bytes have arrived yet; send them to the upload URL first');
    case 'completing':
    case 'uploaded':
      throw new Problem('file-not-verified', 'The bytes are being checked; try again in a second');
    case 'held':
      throw new Problem(
        'file-not-verified',
        'The file waits for an administrator, who releases or rejects it',
      );
    case 'rejected':
      throw new Problem(
        'file-rejected',
        `The file was refused: ${file.reasons.map(({ message }) => message).join('; ')}`,
      );
    case 'expired':
    case 'aborted':
      throw new Problem('upload-ended', 'No bytes arrived before the upload ended; begin a new one');
    case 'deleted':
      throw new Error(`deleted file ${file.id} reached a reader`);
  }
}

/** Text is never among them (a browser may take it for HTML), nor is SVG. PDF viewers run script apart from the page. */
function runsNoScript(contentType: string): boolean {
  if (contentType === 'image/svg+xml') return false;
  return /^(image|audio|video)\//.test(contentType) || contentType === 'application/pdf';
}
