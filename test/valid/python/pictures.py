"""Pictures by Pillow, each with its encoders' own settings."""

import io
import random

import pillow_heif
from PIL import Image, ImageDraw, ImageFont

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None
WHITE = (255, 255, 255)


def page(size, seed, lines):
    image = Image.new("RGB", size, WHITE)
    draw = ImageDraw.Draw(image)
    height = max(8, size[1] // 90)
    font = ImageFont.load_default(height)
    letters = random.Random(seed)
    for line in range(lines):
        text = "".join(letters.choice("etaoin shrdlu ETAOIN 0123456789") for _ in range(60))
        draw.text((size[0] // 10, size[1] // 10 + 2 * height * line), text, fill=(0, 0, 0), font=font)
    return image


def noise(size, seed):
    data = random.Random(seed).randbytes(size[0] * size[1] * 3)
    return Image.frombytes("RGB", size, data)


def stamp(size, seed):
    image = Image.new("RGB", size, (228, 226, 219))
    image.paste(noise((max(1, size[0] // 5), max(1, size[1] // 5)), seed), (size[0] // 3, size[1] // 4))
    return image


def gradient(size, seed):
    return Image.linear_gradient("L").resize(size).convert("RGB")


def half(size, seed):
    image = Image.new("RGB", size, WHITE)
    image.paste(noise((size[0], max(1, size[1] // 2)), seed), (0, 0))
    return image


KINDS = {
    "white": lambda size, seed: Image.new("RGB", size, WHITE),
    "black": lambda size, seed: Image.new("RGB", size, 0),
    "page": lambda size, seed: page(size, seed, 12),
    "full page": lambda size, seed: page(size, seed, 38),
    "noise": noise,
    "stamp": stamp,
    "gradient": gradient,
    "half blank": half,
}


def frames(kind, size, seed, count):
    return [KINDS[kind](size, seed + number) for number in range(count)]


def make(what, options, seed):
    """`what`: picture, [width, height], mode, format. More than one frame where `frames` says so."""
    kind, size, mode, encoder = what
    options = dict(options)
    count = options.pop("frames", 1)
    if mode in ("1", "L", "P", "CMYK", "RGBA", "LA", "I;16"):
        images = [convert(image, mode) for image in frames(kind, tuple(size), seed, count)]
    else:
        images = frames(kind, tuple(size), seed, count)
    if options.pop("blocks", False):
        options["restart_marker_blocks"] = 7
    out = io.BytesIO()
    rest = {"save_all": True, "append_images": images[1:]} if count > 1 else {}
    images[0].save(out, format=encoder, **rest, **options)
    return out.getvalue()


def convert(image, mode):
    if mode == "I;16":
        return image.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    return image.convert(mode)
