import { describe, expect, test } from '@jest/globals';
import { moment } from '../../../../client/command/terminal/moment.js';

const noon = new Date('2026-11-22T12:00:00Z');

describe('a moment', () => {
  test.each([
    ['90s', '2026-11-22T11:58:30.000Z'],
    ['30m', '2026-11-22T11:30:00.000Z'],
    ['2h', '2026-11-22T10:00:00.000Z'],
    ['7d', '2026-11-15T12:00:00.000Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T10:15Z', '2026-11-22T10:15:00.000Z'],
    ['2026-11-22T11:15:02.5+01:00', '2026-11-22T10:15:02.500Z'],
  ])('%s is %s', (text, at) => {
    expect(moment(text, noon)).toBe(at);
  });

  test.each([
    '',
    'yesterday',
    '2h30m',
    '-2h',
    '2026-11-22T10:15:00',
    '2026-13-01',
    '22.11.2026',
    '2 h',
    '999999999d',
  ])('%j is none', (text) => {
    expect(() => moment(text, noon)).toThrow('expected a time');
  });
});
