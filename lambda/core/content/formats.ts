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
import { riff } from './families/media/riff/riff.js';
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
import { ac3 } from './families/sound/ac3.js';
import { aiff } from './families/sound/aiff.js';
import { amr } from './families/sound/amr.js';
import { midi } from './families/sound/midi.js';
import { asf } from './families/film/asf.js';
import { flv } from './families/film/flv.js';
import { mpegPs } from './families/film/mpeg-ps.js';
import { mpegTs } from './families/film/mpeg-ts.js';
import { raf } from './families/camera/raf.js';
import { dicom } from './families/picture/dicom.js';
import { djvu } from './families/picture/djvu.js';
import { exr } from './families/picture/exr.js';
import { fits } from './families/picture/fits.js';
import { jxl } from './families/picture/jxl.js';
import { dwg } from './families/model/dwg.js';
import { dxf } from './families/model/dxf.js';
import { fbx } from './families/model/fbx.js';
import { glb } from './families/model/glb.js';
import { las } from './families/model/las.js';
import { pointText } from './families/model/point-text.js';
import { stl } from './families/model/stl.js';
import { avro } from './families/dataset/avro.js';
import { columnFiles } from './families/dataset/column-files.js';
import { hdf5 } from './families/dataset/hdf5.js';
import { npy } from './families/dataset/npy.js';
import { pcap } from './families/dataset/pcap.js';
import { pcapng } from './families/dataset/pcapng.js';
import { sqlite } from './families/dataset/sqlite.js';
import { torrent } from './families/dataset/torrent.js';
import { mobi } from './families/document/mobi.js';
import { postscript } from './families/document/postscript.js';
import { lz4 } from './families/compression/lz4.js';
import { dbf, shapefile } from './families/dataset/shapefile.js';
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
  raf,
  exr,
  djvu,
  fits,
  glb,
  dwg,
  dxf,
  fbx,
  las,
  pointText,
  sqlite,
  hdf5,
  npy,
  columnFiles,
  avro,
  shapefile,
  pcap,
  pcapng,
  lz4,
  mobi,
  postscript,
  midi,
  amr,
  aiff,
  asf,
  flv,
  mpegPs,
  // Signatures of two to four common bytes, confirmed by further fields.
  jxl,
  bmp,
  ico,
  aac,
  ac3,
  mp3,
  torrent,
  tar,
  dicom,
  mpegTs,
  iso,
  // Without any mark: their sizes have to be exact.
  dbf,
  stl,
  // Last: its header may be anywhere in the first 1,024 bytes.
  pdf,
];
