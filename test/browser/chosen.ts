import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A chosen file. */
export interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const fixtures = path.join(process.cwd(), 'test', 'fixtures', 'content');

/** An image from sharp. */
export const photo = (name: string): Chosen => ({
  name,
  mimeType: 'image/jpeg',
  buffer: readFileSync(path.join(fixtures, 'image', 'photo.jpg')),
});

export const pdf = (name: string): Chosen => ({
  name,
  mimeType: 'application/pdf',
  buffer: readFileSync(path.join(fixtures, 'document', 'letter.pdf')),
});

/** A second of video from FFmpeg. */
export const film = (name: string): Chosen => ({
  name,
  mimeType: 'video/webm',
  buffer: readFileSync(path.join(fixtures, 'video', 'film.webm')),
});

/** A program from GCC, with the name of an image. */
export const fake = (name: string): Chosen => ({
  name,
  mimeType: 'image/png',
  buffer: readFileSync(path.join(fixtures, 'program', 'program.elf')),
});
