import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../check.js';
import { bytesOf } from '../file-bytes.js';

const svg = (inside: string) =>
  bytesOf(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xi="http://www.w3.org/2001/XInclude">${inside}</svg>`,
  );
const style = (css: string) => svg(`<style>${css}</style>`);
const judge = (bytes: Buffer) => check(bytes, { declaredType: 'image/svg+xml' });
const far = 'https://other.example/a';
const face = (rest: string) => `@font-face { font-family: "Virgil"; src: url("${far}.woff2"); ${rest}}`;

describe('an SVG that loads', () => {
  test.each([
    ['a style sheet', style(`@import "${far}.css";`)],
    ['a style sheet by url()', style(`@import url(${far}.css);`)],
    ['a sheet beside it', style("@import 'a.css';")],
    ['a picture', svg(`<image href="${far}.png"/>`)],
    ['a picture by the old name', svg(`<image xlink:href="${far}.png"/>`)],
    ['a picture without a scheme', svg('<image href="//other.example/a.png"/>')],
    ['a picture of a filter', svg(`<filter id="f"><feImage href="${far}.png"/></filter>`)],
    ['a part of another drawing', svg(`<use href="${far}.svg#b"/>`)],
    ['a part of a drawing beside it', svg('<use href="b.svg#b"/>')],
    ['another document', svg(`<xi:include href="${far}.xml"/>`)],
    ['a picture by a style', svg(`<rect style="fill:url(${far}.svg#b)"/>`)],
    ['a picture by a style sheet', style(`rect { background: url('${far}.png') }`)],
    ['a cursor', svg(`<rect cursor="url(${far}.cur)"/>`)],
    ['a picture behind a font', style(`${face('')} rect { background: url(${far}.png) }`)],
    ['a picture behind a comment of a font', style(`rect{/*@font-face{*/background:url(${far}.png)}`)],
    ['a picture behind a text of a font', style(`rect{content:" @font-face{";background:url(${far}.png)}`)],
  ])('%s from outside is refused', async (_what, bytes) => {
    expect(refusals(await judge(bytes))).toEqual(['svg-active']);
  });

  test.each([
    ['a font, as whiteboards export it', style(face(''))],
    ['two fonts with a comment', style(`/* letters */ ${face('font-display: swap;')} ${face('')}`)],
    ['a picture beside it', svg('<image href="a.png"/>')],
  ])('%s is accepted with a warning', async (_what, bytes) => {
    const verdict = await judge(bytes);
    expect(verdict.verdict).toBe('accept');
    expect(warnings(verdict)).toEqual(['svg-linked']);
  });

  test.each([
    ['nothing', svg('<rect fill="url(#a)"/><use href="#b"/><a href="https://other.example/">a link</a>')],
    ['a font that is in it', style('@font-face { font-family: A; src: url(data:font/woff2;base64,AAAA) }')],
  ])('%s has no finding', async (_what, bytes) => {
    expect((await judge(bytes)).findings).toEqual([]);
  });
});
