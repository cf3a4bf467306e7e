import { describe, expect, test } from '@jest/globals';
import { cleanFiles, fixture } from '../../fixtures/clean-files.js';
import { polyglots } from '../../fixtures/polyglots.js';
import { check } from './check.js';
import { elfStart, smallPdf, smallZip } from './file-bytes.js';

const guests: readonly { readonly name: string; readonly bytes: Buffer; readonly isPartOf?: RegExp }[] = [
  { name: 'an archive', bytes: smallZip },
  { name: 'a program', bytes: elfStart },
  // A PDF contains others by design, and no reader searches a text for one after the first KiB.
  {
    name: 'a PDF',
    bytes: smallPdf,
    isPartOf: /^application\/(pdf|illustrator|mbox)$|^text\/|^model\/(stl|obj)$|^image\/vnd\.dxf$/,
  },
];
const types = [...new Set(cleanFiles.map(({ type }) => type))].sort();

/** Appended, prepended, after and before padding and noise, before a repeated trailer, in metadata, in the middle. */
describe('files by real producers that carry a second one', () => {
  test.each(types)(
    '%s is refused, however the guest is hidden',
    async (type) => {
      const accepted: string[] = [];
      for (const { file } of cleanFiles.filter((clean) => clean.type === type)) {
        for (const { name, bytes: guest } of guests.filter(({ isPartOf }) => !isPartOf?.test(type))) {
          for (const { way, bytes } of polyglots(type, fixture(file), guest)) {
            const { verdict } = await check(bytes, { declaredType: type });
            if (verdict === 'accept') accepted.push(`${file} with ${name} ${way}`);
          }
        }
      }
      expect(accepted).toEqual([]);
    },
    120_000,
  );
});
