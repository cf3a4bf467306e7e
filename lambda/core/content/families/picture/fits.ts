import { has, latin1 } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const cardBytes = 80;
const blockBytes = 2880;
const mark = 'SIMPLE  =                    T';
/** FITS Standard 4.0, 4.4.1.1: the mandatory keywords, in this order. */
const mandatory = [/^BITPIX {2}= {10,20}(?:8|16|32|64|-32|-64) /, /^NAXIS {3}= {17,20}\d{1,3} /];

/** Images and tables of astronomy (FITS Standard 4.0, section 3): blocks of 2,880 bytes, cards of 80 characters. */
export const fits: FormatFamily = {
  name: 'fits',
  unit: 'a header with its mandatory cards',
  recognise: (head) => (has(head, 0, mark) ? 'image/fits' : undefined),

  examine({ head, sizeBytes }, _type, findings): Anatomy {
    const isHeader = mandatory.every((card, i) =>
      card.test(latin1(head, (i + 1) * cardBytes, (i + 2) * cardBytes)),
    );
    if (!isHeader) return { unitAt: undefined };
    if (sizeBytes % blockBytes !== 0)
      findings.warn('truncated', sizeBytes, `it is no multiple of ${blockBytes} bytes`);
    const axis = (name: string) =>
      Number(new RegExp(`${name.padEnd(8)}= +(\\d+)`).exec(latin1(head))?.[1] ?? 0);
    const [width, height] = [axis('NAXIS1'), axis('NAXIS2')];
    return { ...(width > 0 && height > 0 && { width, height }), unitAt: cardBytes, isOpenEnded: true };
  },
};
