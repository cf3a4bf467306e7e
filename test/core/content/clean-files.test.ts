import { describe, expect, test } from '@jest/globals';
import { canonicalType } from '../../../lambda/core/content/index.js';
import { cleanFiles, fixture } from '../../fixtures/clean-files.js';
import { check, refusals } from './check.js';

/** Types that are refused unless they are allowed. */
const runs = ['executable-content', 'active-markup', 'active-content'];

/**
 * Types that cannot be detected, as in docs/content-checker.md: JavaScript is plain text, and short text beyond ASCII
 * needs Unicode.
 */
const known = cleanFiles.filter(({ file }) => !['program/total.js', 'text/shift-jis.txt'].includes(file));

describe('files by real producers', () => {
  test.each(known)('$file is $type', async ({ file, type, width, height }) => {
    const verdict = await check(fixture(file), { declaredType: type });
    const names = [verdict.detectedType, ...verdict.aliases].map(canonicalType);
    expect(names).toContain(canonicalType(type));
    expect(refusals(verdict).filter((code) => !runs.includes(code))).toEqual([]);
    // A drawing has no pixel dimensions.
    if (width !== undefined && type !== 'image/svg+xml') expect(verdict).toMatchObject({ width, height });
  });

  test.each(known)('$file is accepted where its type is allowed by name', async ({ file, type }) => {
    expect(await check(fixture(file), { declaredType: type, allowedTypes: [type] })).toMatchObject({
      verdict: 'accept',
    });
  });

  test.each(cleanFiles.filter(({ type }) => !type.startsWith('text/')))(
    '$file is not of another type',
    async ({ file, type }) => {
      const other = type.startsWith('image/') ? 'application/pdf' : 'image/png';
      expect(refusals(await check(fixture(file), { declaredType: other }))).toContain('type-mismatch');
    },
  );
});
