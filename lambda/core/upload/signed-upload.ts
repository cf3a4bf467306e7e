import type { FileRecord, Parts } from '../file/file.js';

/** One request that S3 will accept once, and only as described. */
export interface SignedPut {
  readonly method: 'put';
  readonly url: string;
  /** What the client must set itself. Content-Length is signed too; every HTTP client sets it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A form (multipart/form-data) that S3 will accept: the fields first, in any order, then the file as `file`. */
export interface SignedPost {
  readonly method: 'post';
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** An upload whose parts are signed one by one, when the client asks. */
export interface PartwiseUpload {
  readonly method: 'multipart';
  readonly parts: { readonly sizeBytes: number; readonly count: number };
}

export type SignedUpload = (SignedPut | SignedPost | PartwiseUpload) & { readonly expiresAt: Date };

export interface UploadSigner {
  signPut(file: FileRecord, at: Date, expiresInSeconds: number): Promise<SignedPut>;
  signPost(file: FileRecord, at: Date, expiresInSeconds: number): Promise<SignedPost>;
}

/** Signs what may fill a pending file, until the end that its record names. */
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

/** The parts of a multipart upload, which every such record names. */
export function partsOf(file: FileRecord): Parts {
  if (!file.parts) throw new Error(`multipart file ${file.id} names no parts`);
  return file.parts;
}
