import { fileTypeFromBuffer } from 'file-type';
import { WASMagic } from 'wasmagic';
import { bytesReader, checkContent, type ContentVerdict } from '../../lambda/core/content/index.js';

/** libmagic's default limit for most of its tests, and the amount that a service would read. */
const libmagicBytes = 64 * 1024;

export interface Detectors {
  waybill(file: Buffer): Promise<ContentVerdict>;
  fileType(file: Buffer): Promise<unknown>;
  libmagic(file: Buffer): unknown;
}

/** The checker and its baselines. All read from memory, so that only their own work is timed. */
export async function loadDetectors(): Promise<Detectors> {
  const magic = await WASMagic.create();
  return {
    waybill: (file) => checkContent(bytesReader(file)),
    // Complex formats read more of the buffer; damaged files make it throw.
    fileType: (file) => fileTypeFromBuffer(file).catch(() => undefined),
    libmagic: (file) => magic.detect(file.subarray(0, libmagicBytes)),
  };
}
