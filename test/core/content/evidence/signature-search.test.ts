import { expect, test } from '@jest/globals';
import { guestNames, signatures } from '../../../../lambda/core/content/evidence/signatures.js';
import { SignatureSearch } from '../../../../lambda/core/content/evidence/signature-search.js';
import { bytesOf } from '../file-bytes.js';
import { noise } from '../../../fixtures/filler.js';

const search = new SignatureSearch(
  signatures.map(({ guest, mark, anyCase }) => ({ guest, mark, anyCase: anyCase ?? false })),
);

test('every mark is found at every distance from the beginning, in either case where that is allowed', () => {
  for (const { mark, anyCase } of signatures) {
    for (let at = 0; at < 9; at++) {
      for (const spelling of anyCase ? [mark, mark.toUpperCase()] : [mark]) {
        const found: number[] = [];
        search.run(Buffer.concat([noise(at), bytesOf(spelling), noise(5)]), 0, (_signature, offset) =>
          found.push(offset),
        );
        expect(found).toContain(at);
      }
    }
  }
});

test('every guest has a name for people', () => {
  for (const { guest } of signatures) expect(guestNames[guest]).toMatch(/^an? /);
});
