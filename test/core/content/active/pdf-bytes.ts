/** PDF files of a few objects. */
import { deflateSync } from 'node:zlib';
import { bytesOf } from '../file-bytes.js';

export type PdfObject = string | Buffer;

/** A PDF of these objects, the first of which is the catalog; with a table of them, or as cross-reference stream. */
export function pdfFile(objects: readonly PdfObject[], trailer = ''): Buffer {
  const pieces: Buffer[] = [bytesOf('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = 9;
  const add = (bytes: Buffer) => {
    pieces.push(bytes);
    at += bytes.length;
  };
  objects.forEach((object, i) => {
    offsets.push(at);
    add(
      Buffer.concat([
        bytesOf(`${i + 1} 0 obj\n`),
        Buffer.from(object as string, 'latin1'),
        bytesOf('\nendobj\n'),
      ]),
    );
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const xref = at;
  add(bytesOf(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`));
  add(
    bytesOf(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${xref}\n%%EOF\n`),
  );
  return Buffer.concat(pieces);
}

export const stream = (content: Buffer, dictionary = ''): Buffer =>
  Buffer.concat([
    bytesOf(`<< /Length ${content.length} ${dictionary}>>\nstream\n`),
    content,
    bytesOf('\nendstream'),
  ]);
export const objectStream = (text: string): Buffer =>
  stream(deflateSync(bytesOf(text)), `/Type /ObjStm /N 1 /First ${text.indexOf('<')} /Filter /FlateDecode `);

export const page = '<< /Type /Page >>';
export const catalog = (entries = '') => `<< /Type /Catalog ${entries} >>`;
export const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
