import stringWidth from 'string-width';
import { describe, expect, test } from '@jest/globals';
import { table } from '../../../../client/command/terminal/table.js';
import { wrap } from '../../../../client/command/terminal/width.js';

const heading = ['ID', 'STATUS', 'SIZE', 'NAME'];
const id = '01a20183-1091-72c5-ab13-7fd9c7af2064';
const rows = [
  [id, 'verified', '1.2 MB', 'holiday in the mountains with all of us.jpg'],
  [id, 'rejected', '900 B', '写真と動画のアルバム二〇二六年夏.zip'],
];
const widthsFrom40 = Array.from({ length: 120 }, (_, index) => 40 + index);

describe('a table', () => {
  test('is as wide as its cells without a terminal', () => {
    expect(table(heading, rows, { rightAligned: ['SIZE'], columns: undefined })).toEqual([
      `ID                                    STATUS      SIZE  NAME`,
      `${id}  verified  1.2 MB  holiday in the mountains with all of us.jpg`,
      `${id}  rejected   900 B  写真と動画のアルバム二〇二六年夏.zip`,
    ]);
  });

  test.each(widthsFrom40)('of %i columns has no wider line, and each id whole', (columns) => {
    const lines = table(heading, rows, { columns });
    expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
    expect(lines.filter((line) => line.includes(id))).toHaveLength(rows.length);
  });

  test('of few columns has a paragraph for each row, with what does not fit below its label', () => {
    expect(table(heading, rows.slice(1), { columns: 40 })).toEqual([
      'ID',
      `  ${id}`,
      'STATUS  rejected',
      'SIZE    900 B',
      'NAME',
      '  写真と動画のアルバム二〇二六年夏.zip',
    ]);
  });

  test('aligns by display width: an emoji and an ideograph have two columns', () => {
    const [, first = '', second = ''] = table(
      ['NAME', 'SIZE'],
      [
        ['日本', '1 B'],
        ['ab👍🏽', '2 B'],
      ],
    );
    expect(stringWidth(first.slice(0, first.indexOf('1 B')))).toBe(6);
    expect(stringWidth(second.slice(0, second.indexOf('2 B')))).toBe(6);
  });
});

describe('a line', () => {
  const sentence = 'waybill: the folder has several files of one name, which are stored apart';

  test.each(widthsFrom40)('of %i columns is wrapped between words', (columns) => {
    const wrapped = wrap(sentence, columns);
    expect(wrapped.split('\n').filter((line) => stringWidth(line) > columns)).toEqual([]);
    expect(wrapped.split(/\s+/)).toEqual(sentence.split(' '));
  });

  test('continues under its text', () => {
    expect(wrap('  2  at least one file could not be sent, or the command line is wrong', 40)).toBe(
      '  2  at least one file could not be\n     sent, or the command line is wrong',
    );
  });

  test('keeps a URL whole, to be copied', () => {
    const url = `https://files.example.com/s/${'x'.repeat(60)}`;
    expect(wrap(url, 40)).toBe(url);
  });
});
