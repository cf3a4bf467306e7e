import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A file as somebody picks it. */
export interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const fixtures = path.join(process.cwd(), 'test', 'fixtures', 'content');

/** A picture that sharp made. */
export const photo = (name: string): Chosen => ({
  name,
  mimeType: 'image/jpeg',
  buffer: readFileSync(path.join(fixtures, 'image', 'photo.jpg')),
});

/** A second of film that FFmpeg made. */
export const film = (name: string): Chosen => ({
  name,
  mimeType: 'video/webm',
  buffer: readFileSync(path.join(fixtures, 'video', 'film.webm')),
});

/** A program that GCC made, under a picture's name. */
export const fake = (name: string): Chosen => ({
  name,
  mimeType: 'image/png',
  buffer: readFileSync(path.join(fixtures, 'program', 'program.elf')),
});
