import { has, u32le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const firstChunk = 12;
const contentAt = 20;

/** Binary glTF (glTF 2.0, section 4.4): a header with the length of the file, a chunk of JSON, a chunk of data. */
export const glb: FormatFamily = {
  name: 'glb',
  unit: 'a chunk of JSON',
  recognise: (head) => (has(head, 0, 'glTF\x02\0\0\0') ? 'model/gltf-binary' : undefined),

  examine({ head, sizeBytes }, _type, findings): Anatomy {
    const end = u32le(head, 8);
    const json = contentAt + u32le(head, firstChunk);
    const isJson =
      has(head, firstChunk + 4, 'JSON') &&
      /^\{\s*"(?:asset|scenes?|nodes|meshes|materials|buffers|bufferViews|accessors|extensions\w*|extras|animations|images|textures|samplers|skins|cameras)"/.test(
        head.toString('latin1', contentAt, contentAt + 64),
      );
    if (!isJson || end < json) return { unitAt: undefined };
    if (end > sizeBytes) findings.warn('truncated', sizeBytes, `${end} bytes are stated`);
    return { unitAt: firstChunk, end: Math.min(end, sizeBytes), freeForm: [{ start: contentAt, end: json }] };
  },
};
