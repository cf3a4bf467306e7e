import { expect, test } from '@jest/globals';
import { bytesReader, checkContent } from '../../../../lambda/core/content/index.js';
import { bytesOf, pngChunk, pngFile } from '../file-bytes.js';

/** A pattern that tries each way to divide a text among its parts takes seconds here; one that does not, some ms. */
const mostMilliseconds = 1000;
const many = 60_000;
const fill = (text: string, length = many): string => text.repeat(Math.floor(length / text.length));
const inSvg = (text: string): Buffer => bytesOf(`<svg xmlns="http://www.w3.org/2000/svg">${text}</svg>`);
const profile = (text: string): Buffer =>
  pngFile({ extra: [pngChunk('tEXt', bytesOf(`Raw profile type exif\0${text}`))] });
const pdf = (text: string): Buffer => bytesOf(`%PDF-1.4\n1 0 obj<<>>endobj\n${text}\nstartxref\n9\n%%EOF\n`);

const texts: readonly (readonly [string, () => Buffer, string?])[] = [
  [
    'digits of a shape in NumPy',
    () =>
      bytesOf(
        `\x93NUMPY\x01\0\xf6\0{'descr': '<f8', 'fortran_order': False, 'shape': (${fill('1', 30)}${fill(' ', 300)}`,
      ),
  ],
  ['blanks of a profile in PNG', () => profile(fill(' ', 4000))],
  ['digits of a normal in STL', () => bytesOf(`solid a\nfacet normal ${fill('1')}`)],
  ['digits of a vertex in OBJ', () => bytesOf(`v 0 0 0\nv ${fill('1', 15_000)}x\n`)],
  ['blanks of a name in OBJ', () => bytesOf(`${fill('v 0 0 0\n', 24)}g ${fill(' ', 15_000)}\rx\n`)],
  ['blanks behind a name in markup', () => bytesOf(`<svg><a to=${fill(' ')}`)],
  ['the same in Markdown', () => bytesOf(`<div>\n to=${fill(' ')}`)],
  ['style sheets in markup', () => bytesOf(`<svg ${fill('<?xml-stylesheet text/css ', 10 * many)}`)],
  ['open comments in a property', () => inSvg(`<a style="url(#a)${fill('/* ', 5 * many)}"/>`)],
  ['open comments in a style sheet', () => inSvg(`<style>url(#a)${fill('/* ', 5 * many)}</style>`)],
  ['open style sheets', () => inSvg(fill('<style>url(#a)', 10 * many))],
  ['signs in a table', () => bytesOf(`a,b\n|\n${fill(`${fill(',=', 1400)}|\n`, 5 * many)}`), 'text/csv'],
  ['bars in a table', () => bytesOf(`a,b\n${fill(',=a|', 5 * many)}`), 'text/csv'],
  ['tabs in a table', () => bytesOf(`a,b\n|\n${fill('\t')}`), 'text/csv'],
  ['digits in a PDF', () => pdf(`/Encrypt ${fill('1')}`)],
];

for (const [name, make, declaredType] of texts)
  test(`${name} are gone through once`, async () => {
    const bytes = make();
    const start = process.cpuUsage();
    await checkContent(bytesReader(bytes), declaredType === undefined ? {} : { declaredType });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(mostMilliseconds);
  });
