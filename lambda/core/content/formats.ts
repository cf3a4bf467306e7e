import { aac } from './families/aac.js';
import { bmp } from './families/bmp.js';
import { bzip2 } from './families/bzip2.js';
import { cab } from './families/cab.js';
import { cfb } from './families/cfb.js';
import { elf } from './families/elf.js';
import { flac } from './families/flac.js';
import { gif } from './families/gif.js';
import { gzip } from './families/gzip.js';
import { ico } from './families/ico.js';
import { iso } from './families/iso.js';
import { isobmff } from './families/isobmff.js';
import { javaClass } from './families/java-class.js';
import { jpeg } from './families/jpeg.js';
import { machO } from './families/mach-o.js';
import { mkv } from './families/mkv.js';
import { mp3 } from './families/mp3.js';
import { ogg } from './families/ogg.js';
import { oldOffice } from './families/old-office.js';
import { pdf } from './families/pdf.js';
import { pe } from './families/pe.js';
import { png } from './families/png.js';
import { psd } from './families/psd.js';
import { rar } from './families/rar.js';
import { riff } from './families/riff.js';
import { rtf } from './families/rtf.js';
import { sevenZip } from './families/seven-zip.js';
import { sfnt } from './families/sfnt.js';
import { tar } from './families/tar.js';
import { tiff } from './families/tiff.js';
import { wasm } from './families/wasm.js';
import { woff } from './families/woff.js';
import { xz } from './families/xz.js';
import { zip } from './families/zip.js';
import { zstd } from './families/zstd.js';
import type { FormatFamily } from './format.js';

/** Every format that is known by its bytes, in the order of asking. What none of them takes may be text. */
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
  // Marks of two to four common bytes, which confirm by further fields.
  bmp,
  ico,
  aac,
  mp3,
  tar,
  iso,
  // Last: its header may stand anywhere in the first 1,024 bytes.
  pdf,
];
