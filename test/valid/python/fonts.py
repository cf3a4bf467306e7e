"""Fonts by fontTools: squares for letters."""

import io

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection
from fontTools.ttLib.tables.TupleVariation import TupleVariation


def square(pen, number):
    side = 100 + number % 700
    pen.moveTo((0, 0))
    pen.lineTo((0, side))
    pen.lineTo((side, side))
    pen.lineTo((side, 0))
    pen.closePath()


def nothing(pen, number):
    pass


def font(glyphs, outlines, draw=square, variable=False):
    names = [".notdef", *(f"glyph{number}" for number in range(glyphs))]
    builder = FontBuilder(1000, isTTF=outlines == "TrueType")
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x4E00 + number: name for number, name in enumerate(names[1:])})
    if outlines == "TrueType":
        drawn = {}
        for number, name in enumerate(names):
            pen = TTGlyphPen(None)
            draw(pen, number)
            drawn[name] = pen.glyph()
        builder.setupGlyf(drawn)
    else:
        strings = {}
        for number, name in enumerate(names):
            pen = T2CharStringPen(800, None)
            draw(pen, number)
            strings[name] = pen.getCharString()
        builder.setupCFF("Squares", {"FullName": "Squares"}, strings, {})
    builder.setupHorizontalMetrics({name: (800, 0) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
        shift = [(10, 0)] * 4 + [(0, 0)] * 4
        peaks = {"wght": (0, 1, 1)}
        builder.setupGvar({name: [TupleVariation(peaks, shift)] for name in names[1:]})
    builder.font["head"].created = builder.font["head"].modified = 3_800_000_000
    builder.font.recalcTimestamp = False
    return builder.font


def make(what, options, seed):
    """`what`: how many letters, outlines, and how it is packed: none, woff, woff2 or collection.

    `options`: `blank` letters, or a `variable` font.
    """
    glyphs, outlines, packing = what
    out = io.BytesIO()
    made = font(glyphs, outlines, nothing if options.get("blank") else square, options.get("variable", False))
    if packing == "collection":
        collection = TTCollection()
        collection.fonts = [made, font(glyphs // 2 + 1, outlines)]
        collection.save(out)
    else:
        made.flavor = packing
        made.save(out)
    return out.getvalue()
