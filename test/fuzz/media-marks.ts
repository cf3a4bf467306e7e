/** Marks of pictures, sound and film beside those of marks.ts. */
import { be, latin, le, mark, type Mark } from './mark.js';

const asfHeader = latin('\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c');
const asf = ['video/x-ms-wmv', 'audio/x-ms-wma'];
const raws = [
  'image/x-nikon-nef',
  'image/x-sony-arw',
  'image/x-pentax-pef',
  'image/x-samsung-srw',
  'image/x-hasselblad-3fr',
  'image/x-adobe-dng',
  'image/x-olympus-orf',
  'image/x-panasonic-rw2',
  'image/tiff',
];
const packet = (pid: string) => `\x47${pid}\x10${'\xff'.repeat(184)}`;
const u64 = (value: number): Buffer => Buffer.concat([le(value), le(0)]);

export const mediaMarks: readonly Mark[] = [
  mark('jxl', 'image/jxl', '\xff\x0a'),
  mark('jxl', 'image/jxl', '\xff\x0a\xff\x07'),
  mark('jxl', 'image/jxl', '\xff\x0a\x7f\x1f'),
  mark('jxl', 'image/jxl', '\xff\x0a\x00\x10\x12\x8a\x0a'),
  mark('jxl', 'image/jxl', '\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl '),
  mark('raw', ['image/x-olympus-orf', ...raws], 'IIRO\x08\0\0\0'),
  mark('raw', ['image/x-panasonic-rw2', ...raws], 'IIU\0\x18\0\0\0'),
  mark('raf', 'image/x-fuji-raf', 'FUJIFILMCCD-RAW 0201FF159501X-T2'),
  mark(
    'raf',
    'image/x-fuji-raf',
    'FUJIFILMCCD-RAW 0201',
    Buffer.alloc(64),
    '\0\0\0\xa0\0\0\x10\0\0\0\x10\xa0\0\0\0\x0c',
  ),
  mark('exr', 'image/x-exr', '\x76\x2f\x31\x01\x02\0\0\0'),
  mark('exr', 'image/x-exr', '\x76\x2f\x31\x01\x02\0\0\0channels\0chlist\0\x01\0\0\0\0'),
  mark('djvu', 'image/vnd.djvu', 'AT&TFORM', (body) => be(body.length + 4), 'DJVU'),
  mark('djvu', 'image/vnd.djvu', 'AT&TFORM', (body) => be(body.length + 4), 'DJVM'),
  mark('fits', 'image/fits', 'SIMPLE  =                    T'),
  mark('fits', 'image/fits', 'SIMPLE  =                    T'.padEnd(80)),
  mark('dicom', 'application/dicom', Buffer.alloc(128), 'DICM'),
  mark('dicom', 'application/dicom', Buffer.alloc(128), 'DICM\x02\0\0\0UL\x04\0\x90\0\0\0'),
  mark('midi', 'audio/midi', 'MThd\0\0\0\x06\0\x01\0\x02\x01\xe0'),
  mark('midi', 'audio/midi', 'MThd\0\0\0\x06\0\0\0\x01\0\x60MTrk', (body) => be(body.length)),
  mark('amr', 'audio/amr', '#!AMR\n'),
  mark('amr', 'audio/amr', '#!AMR\n\x3c'),
  mark('amr', 'audio/amr-wb', '#!AMR-WB\n'),
  mark('aiff', 'audio/aiff', 'FORM', (body) => be(body.length + 4), 'AIFF'),
  mark('aiff', 'audio/aiff', 'FORM', (body) => be(body.length + 12), 'AIFCCOMM\0\0\0\x12'),
  mark('ac3', ['audio/ac3', 'audio/eac3'], '\x0b\x77'),
  mark('ac3', ['audio/ac3', 'audio/eac3'], '\x0b\x77\x12\x34\x10\x40'),
  mark('asf', asf, asfHeader),
  mark('asf', asf, asfHeader, (body) => u64(body.length + 30), '\x02\0\0\0\x01\x02'),
  mark('flv', 'video/x-flv', 'FLV\x01\x05\0\0\0\x09'),
  mark('flv', 'video/x-flv', 'FLV\x01\x05\0\0\0\x09\0\0\0\0\x12'),
  mark('mpeg-ts', 'video/mp2t', packet('\x40\x00')),
  mark('mpeg-ts', 'video/mp2t', packet('\x40\x00'), packet('\x01\x00')),
  mark('mpeg-ps', 'video/mpeg', '\0\0\x01\xba'),
  mark('mpeg-ps', 'video/mpeg', '\0\0\x01\xba\x44\0\x04\0\x04\x01\0\x1d\x4b\xf8'),
  mark('mpeg-ps', 'video/mpeg', '\0\0\x01\xb3\x14\0\xf0\x13\xff\xff\xe0\x18'),
];
