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
    ['a text along a path', svg(`<textPath href="${far}.svg#b"/>`)],
    ['a motion along a path', svg(`<animateMotion><mpath href="${far}.svg#b"/></animateMotion>`)],
    ['a gradient', svg(`<linearGradient xlink:href="${far}.svg#b"/>`)],
    ['a pattern', svg(`<pattern href="${far}.svg#b"/>`)],
    ['a profile of colours', svg(`<color-profile xlink:href="${far}.icc"/>`)],
    ['a picture later', svg(`<image><set attributeName="href" to="${far}.png"/></image>`)],
    ['one of two pictures', svg(`<image><animate attributeName="href" values="#a;${far}.png"/></image>`)],
    ['a picture below a base', svg('<g xml:base="https://other.example/"><image href="a.png"/></g>')],
    ['a style sheet by an escape', style(`@\\69mport "${far}.css";`)],
    ['a picture by an escape', svg(`<rect style="fill:u\\72l(${far}.svg#b)"/>`)],
    ['a picture by a reference', svg(`<rect style="fill:&#117;rl(${far}.svg#b)"/>`)],
    ['a style sheet by a reference', style(`&#64;import "${far}.css";`)],
    ['a set of pictures', style(`rect { background: image-set("${far}.png" 1x) }`)],
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
    [
      'what it moves and repeats itself',
      svg(
        '<path id="p" d="M0 0"/><textPath href="#p"/><pattern xlink:href="#q"/><set attributeName="fill" to="url(#a)"/><animateMotion values="0,0;10,10"/>',
      ),
    ],
    ['a base alone', svg('<g xml:base="https://other.example/"><rect/></g>')],
    ['escapes of names', style('.a\\:b { fill: red } .c::before { content: "\\201C" }')],
    ['a font that is in it', style('@font-face { font-family: A; src: url(data:font/woff2;base64,AAAA) }')],
  ])('%s has no finding', async (_what, bytes) => {
    expect((await judge(bytes)).findings).toEqual([]);
  });
});
