import { aac } from './families/media/aac.js';
import { bmp } from './families/image/bmp.js';
import { bzip2 } from './families/archive/bzip2.js';
import { cab } from './families/archive/cab.js';
import { cfb } from './families/document/cfb.js';
import { elf } from './families/program/elf.js';
import { flac } from './families/media/flac.js';
import { gif } from './families/image/gif.js';
import { gzip } from './families/archive/gzip.js';
import { ico } from './families/image/ico.js';
import { iso } from './families/archive/iso.js';
import { isobmff } from './families/media/isobmff.js';
import { javaClass } from './families/program/java-class.js';
import { jpeg } from './families/image/jpeg.js';
import { machO } from './families/program/mach-o.js';
import { mkv } from './families/media/mkv.js';
import { mp3 } from './families/media/mp3.js';
import { ogg } from './families/media/ogg.js';
import { oldOffice } from './families/document/old-office.js';
import { pdf } from './families/document/pdf.js';
import { pe } from './families/program/pe.js';
import { png } from './families/image/png.js';
import { psd } from './families/image/psd.js';
import { rar } from './families/archive/rar.js';
import { riff } from './families/media/riff.js';
import { rtf } from './families/document/rtf.js';
import { sevenZip } from './families/archive/seven-zip.js';
import { sfnt } from './families/font/sfnt.js';
import { tar } from './families/archive/tar.js';
import { tiff } from './families/image/tiff.js';
import { wasm } from './families/program/wasm.js';
import { woff } from './families/font/woff.js';
import { xz } from './families/archive/xz.js';
import { zip } from './families/archive/zip.js';
import { zstd } from './families/archive/zstd.js';
import type { FormatFamily } from './evidence/format.js';

/** Every format that is detected by its bytes, in the order of detection. What matches none may be text. */
export const formats: readonly FormatFamily[] = [
  jpeg,
  png,
  gif,
  riff,
  isobmff,
  mkv,
  tiff,
  psd,
  flac,
  ogg,
  zip,
  sevenZip,
  rar,
  gzip,
  bzip2,
  xz,
  zstd,
  cab,
  cfb,
  oldOffice,
  rtf,
  woff,
  sfnt,
  wasm,
  machO,
  javaClass,
  elf,
  pe,
  // Signatures of two to four common bytes, confirmed by further fields.
  bmp,
  ico,
  aac,
  mp3,
  tar,
  iso,
  // Last: its header may be anywhere in the first 1,024 bytes.
  pdf,
];
