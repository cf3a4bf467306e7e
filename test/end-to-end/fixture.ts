import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of a client: bytes, and declaration. */
export interface Fixture {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** In the names of all files that these tests upload: a log of a name contains it. */
export const nameMark = 'zanzibar';

/** A committed file by its real producer; test/fixtures/README.md says how each was made. */
export function fixture(file: string, contentType: string): Fixture {
  const bytes = readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'content', file));
  return { filename: `${nameMark} ${path.basename(file)}`, contentType, bytes };
}

export function made(contents: string | Uint8Array, contentType: string, filename = 'made'): Fixture {
  return { filename: `${nameMark} ${filename}`, contentType, bytes: Buffer.from(contents) };
}

export const photo = (): Fixture => fixture('image/photo.jpg', 'image/jpeg');
export const drawing = (): Fixture => fixture('image/colour.png', 'image/png');
