import type { FileRecord, Parts } from '../file/file.js';

/** A presigned, single-use PUT. */
export interface SignedPut {
  readonly method: 'put';
  readonly url: string;
  /** The headers that the client must send. Content-Length is signed too, but every HTTP client sets it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A presigned form (multipart/form-data): the fields first, in any order, then the file as `file`. */
export interface SignedPost {
  readonly method: 'post';
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A multipart upload, whose parts are presigned on request. */
export interface PartwiseUpload {
  readonly method: 'multipart';
  readonly parts: { readonly sizeBytes: number; readonly count: number };
}

export type SignedUpload = (SignedPut | SignedPost | PartwiseUpload) & { readonly expiresAt: Date };

export interface UploadSigner {
  signPut(file: FileRecord, at: Date, expiresInSeconds: number): Promise<SignedPut>;
  signPost(file: FileRecord, at: Date, expiresInSeconds: number): Promise<SignedPost>;
}

/** Presigns the upload of a pending file, until the expiry in its record. */
export async function signUpload(signer: UploadSigner, file: FileRecord, at: Date): Promise<SignedUpload> {
  const expiresAt = file.uploadExpiresAt;
  const expiresInSeconds = Math.floor((expiresAt.getTime() - at.getTime()) / 1000);
  switch (file.method) {
    case 'put':
      return { ...(await signer.signPut(file, at, expiresInSeconds)), expiresAt };
    case 'post':
      return { ...(await signer.signPost(file, at, expiresInSeconds)), expiresAt };
    case 'multipart': {
      const { partSizeBytes, partCount } = partsOf(file);
      return { method: 'multipart', parts: { sizeBytes: partSizeBytes, count: partCount }, expiresAt };
    }
  }
}

/** The parts of a multipart upload, which every such record has. */
export function partsOf(file: FileRecord): Parts {
  if (!file.parts) throw new Error(`multipart file ${file.id} names no parts`);
  return file.parts;
}
