import { checkContent, bytesReader } from '../../lambda/core/content/index.js';
import { fixture } from '../fixtures/clean-files.js';
import { readFileSync } from 'node:fs';
import { Random } from './random.js';
const L = (s: string) => Buffer.from(s, 'latin1');
const jpeg = fixture('image/photo.jpg');
const r = new Random(5);
const noise = (n: number) => { const b = Buffer.alloc(n); for (let i = 0; i < n; i++) b[i] = r.below(256); return b; };
const icc = (len: number, i: number, n: number) => Buffer.concat([L('\xff\xe2'), Buffer.from([(len + 2) >> 8, (len + 2) & 255]), L('ICC_PROFILE\0'), Buffer.from([i, n]), noise(len - 14)]);
const profile = Buffer.concat(Array.from({ length: 28 }, (_, i) => icc(65533, i + 1, 28)));
const e = 4 + jpeg.readUInt16BE(4);
const t: [string, Buffer, string][] = [
  ['28 ICC first', Buffer.concat([jpeg.subarray(0, 2), profile, jpeg.subarray(2)]), 'image/jpeg'],
  ['28 ICC after JFIF', Buffer.concat([jpeg.subarray(0, e), profile, jpeg.subarray(e)]), 'image/jpeg'],
  ['28 ICC, last shorter', Buffer.concat([jpeg.subarray(0, e), profile, icc(30000, 28, 28), jpeg.subarray(e)]), 'image/jpeg'],
  ['28 ICC 65519', Buffer.concat([jpeg.subarray(0, e), ...Array.from({ length: 28 }, (_, i) => icc(65519 + (i % 3), i + 1, 28)), jpeg.subarray(e)]), 'image/jpeg'],
];
for (const f of ['PE/pdf_zip_pe.pdf', 'poly/mp3jpg/jpgmp3.mp3', 'poly/mp3jpg/mp3jpg.mp3', 'poly/mp3jpg/pVG.jpg', 'tiny/single.mp3', 'tiny/id3v1.mp3', 'tiny/id3v2.mp3', 'tiny/flac.flac', 'tiny/riff.wav', 'tiny/rifx.wav', 'tiny/photoshop.psd', 'tiny/vorbis.ogg', 'tiny/cabinet.cab', 'mp3/tiny.mp3', 'mini/mp4.mp4','mini/qt.mov','mini/webm.webm','mini/webp.webp','mini/webpl.webp','mini/gif87.gif','mini/gif89.gif','mini/jpg.jpg','mini/bmp.bmp','mini/ico.ico','mini/jp2.jp2','mini/matroska.mkv','mini/avi.avi','mini/png.png','mini/pdf.pdf','mini/rich.rtf','mini/rar14.rar','mini/rar4.rar','mini/rar5.rar','mini/tar.tar','mini/tiff-be.tif','mini/tiff-le.tif','mini/7-Zip.7z','mini/bzip2.bz2','mini/cabinet.cab','mini/gzip.gz','mini/iso.iso','mini/xz.xz','mini/zip.zip','mini/photoshop.psd','mini/mini.exe','mini/mini.elf','mini/mini.macho','mini/java.class','mini/wasm.wasm','mini/riff.wav','mini/vorbis.ogg','mini/flac.flac','mini/mp3.mp3','mini/id3v1.mp3'])
  try { t.push([f, readFileSync('/tmp/proof/corkami/' + f), '']); } catch { console.log('no', f); }
for (const [name, bytes, declaredType] of t) {
  const v = await checkContent(bytesReader(bytes), declaredType ? { declaredType } : {});
  console.log(name, bytes.length, v.verdict, v.detectedType, v.ranges, v.findings.map((f) => `${f.code}@${f.offset} ${f.message}`).join(' | '));
}
