import { u32le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const headerBytes = 80;
const start = headerBytes + 4;
const triangleBytes = 50;
const mostTriangles = 64;

/**
 * Binary STL (3D Systems, "StereoLithography Interface Specification", 1989): a free header, the number of triangles,
 * and 50 bytes for each. It has no mark, so its size has to be exact, and its first triangles finite.
 */
export const stl: FormatFamily = {
  name: 'stl',
  unit: 'a triangle',

  recognise(head, sizeBytes) {
    const triangles = u32le(head, headerBytes);
    if (triangles === 0 || sizeBytes !== start + triangles * triangleBytes) return undefined;
    const seen = Math.min(triangles, mostTriangles, Math.floor((head.length - start) / triangleBytes));
    for (let i = 0; i < seen; i++) if (!isTriangle(head, start + i * triangleBytes)) return undefined;
    return 'model/stl';
  },

  examine: ({ sizeBytes }): Anatomy => ({
    unitAt: start,
    end: sizeBytes,
    freeForm: [{ start: 0, end: headerBytes }],
  }),
};

/** Twelve numbers that lengths may have in any unit: of noise half are beyond these. */
function isTriangle(b: Buffer, at: number): boolean {
  for (let number = 0; number < 12; number++) {
    const value = Math.abs(b.length >= at + 48 ? b.readFloatLE(at + number * 4) : NaN);
    if (!(value === 0 || (value > 1e-30 && value < 1e12))) return false;
  }
  return true;
}
