import { has, latin1, u16le, u32le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const mark = '\x93NUMPY';
const dictionary = /^\{'descr': (.+), 'fortran_order': (?:True|False), 'shape': \(([\d, ]*)\), *\} *\n$/;
const scalar = /^'[<>|=][biufcmMSUV](\d+)(?:\[\w+\])?'$/;

/** Arrays of NumPy (numpy.lib.format, "Format Version 1.0" to 3.0). */
export const npy: FormatFamily = {
  name: 'npy',
  unit: 'a description of the array',
  recognise: (head) =>
    has(head, 0, mark) && [1, 2, 3].includes(head[6] ?? 0) ? 'application/x-npy' : undefined,

  examine({ head, sizeBytes }, _type, findings): Anatomy {
    const isShort = head[6] === 1;
    const start = isShort ? 10 : 12;
    const data = start + (isShort ? u16le(head, 8) : u32le(head, 8));
    const [, kind = '', shape = ''] = dictionary.exec(latin1(head, start, data)) ?? [];
    if (kind === '') return { unitAt: undefined };
    // Objects are pickled, and unpickling runs what they say (Python, `pickle`, "Warning").
    if (/'\|?O\d*'/.test(kind))
      findings.refuse('executable-content', start, 'an array of pickled Python objects');
    const item = scalar.exec(kind);
    if (!item) return { unitAt: start, isOpenEnded: true };
    const wide = kind.includes('U') ? 4 : 1;
    const items = shape
      .split(',')
      .filter((side) => side.trim())
      .reduce((all, side) => all * Number(side), 1);
    const end = data + items * Number(item[1]) * wide;
    if (end > sizeBytes) findings.warn('truncated', sizeBytes, `its numbers reach up to ${end}`);
    return { unitAt: start, end: Math.min(end, sizeBytes) };
  },
};
