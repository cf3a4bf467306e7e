import { has } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { CameraRaw, rawMarks, rawTypeOfMark } from '../camera/camera-raw.js';
import { readTiffDirectory, TiffNumbers } from './tiff-directory.js';
import { TiffExtents } from './tiff-extents.js';

const marks = ['II*\0', 'MM\0*', 'II+\0\x08\0\0\0', 'MM\0+\0\x08\0\0', ...rawMarks];
const mostDirectories = 512;

/**
 * TIFF (TIFF 6.0, section 2) and BigTIFF: directories of fields, linked by offsets, that point at the pixels; and the
 * raw photos of most cameras, which are TIFF with a sensor's data.
 */
export const tiff: FormatFamily = {
  name: 'tiff',
  unit: 'a directory with strips or tiles that lie in the file',

  recognise(head) {
    if (!marks.some((mark) => has(head, 0, mark))) return undefined;
    return has(head, 8, 'CR\x02\0') ? 'image/x-canon-cr2' : (rawTypeOfMark(head) ?? 'image/tiff');
  },

  async examine(file, type, findings): Promise<Anatomy> {
    const numbers = new TiffNumbers(file.head);
    const steps = file.allowance(7);
    const extents = new TiffExtents(numbers, steps, file);
    const headerBytes = numbers.isBig ? 16 : 8;
    const start = numbers.offset(file.head, numbers.isBig ? 8 : 4);
    const camera = new CameraRaw(numbers, steps, file);
    const walk = await walkDirectories(extents, start, async (at) => {
      const directory = await readTiffDirectory(numbers, steps, at);
      if (directory) await camera.add(directory);
      return directory;
    });
    const { width, height } = camera.sensor ?? extents;
    const kin = type === 'image/tiff' ? camera.type : undefined;
    return {
      ...(width > 0 && height > 0 ? { width, height } : {}),
      ...(kin && { type: kin, aliases: ['image/tiff'] }),
      unitAt: extents.dataAt ?? camera.sensor?.dataAt,
      freeForm: [...extents.gaps(headerBytes), ...extents.freeForm].slice(
        0,
        extents.isPartial ? 1 : undefined,
      ),
      // Nothing states how long a sensor's data is that no strips describe.
      ...(camera.sensor ? { isOpenEnded: true } : endOf(file, extents, walk, findings)),
    };
  },
};

interface Walk {
  /** Offset of a directory that isn't there or could not be read. */
  readonly brokenAt?: number;
  readonly directories: number;
}

/** All directories reachable from the first, each once: they may point in circles. */
async function walkDirectories(
  extents: TiffExtents,
  start: number,
  read: (at: number) => ReturnType<typeof readTiffDirectory>,
): Promise<Walk> {
  const queue = [start];
  const seen = new Set([0]);
  let directories = 0;
  for (let at = queue.shift(); at !== undefined && directories < mostDirectories; at = queue.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const directory = await read(at);
    if (!directory) return { brokenAt: at, directories };
    directories++;
    queue.push(...(await extents.add(directory)), directory.next);
  }
  return { directories };
}

function endOf(
  { sizeBytes, tailOffset }: FileView,
  extents: TiffExtents,
  { brokenAt, directories }: Walk,
  findings: Findings,
): Pick<Anatomy, 'end' | 'endIsSoft' | 'isOpenEnded'> {
  const { end } = extents;
  if (brokenAt !== undefined && (brokenAt >= sizeBytes || directories === 0)) {
    findings.warn('truncated', Math.min(brokenAt, sizeBytes), 'an image file directory is missing');
    return { end: sizeBytes };
  }
  if (end > sizeBytes) {
    findings.warn('truncated', sizeBytes, `the image reaches up to ${end}`);
    return { end: sizeBytes };
  }
  if (brokenAt === undefined && !extents.isPartial) return { end };
  // More directories than a check may follow. What is known of the image reaches into the tail, so all that follows
  // was read; or the end stays unknown.
  return end >= tailOffset ? { end, endIsSoft: true } : { isOpenEnded: true };
}
