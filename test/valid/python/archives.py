"""Archives by Python's own modules, py7zr and zstandard."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile

import py7zr
import zstandard


def content(kind, size, seed):
    if kind == "zeros":
        return bytes(size)
    if kind == "ones":
        return b"\xff" * size
    if kind == "noise":
        return random.Random(seed).randbytes(size)
    if kind == "text":
        words = random.Random(seed).choices(
            ["upload", "a", "the", "signed", "bytes", "version", "of", "object", "\n"], k=size // 6
        )
        return " ".join(words).encode()[:size]
    if kind == "noise, zeros":
        return content("noise", size // 2, seed) + bytes(size - size // 2)
    if kind == "zeros, noise":
        return bytes(size - size // 2) + content("noise", size // 2, seed)
    if kind == "stripes":
        stripe = content("noise", 40_000, seed) + bytes(400_000)
        return (stripe * (size // len(stripe) + 1))[:size]
    raise ValueError(kind)


def make(what, options, seed):
    """`what`: kind of content, bytes, members; `options`: the format and its own settings."""
    kind, size, members = what
    options = dict(options)
    encode = FORMATS[options.pop("format")]
    return encode([content(kind, size, seed + number) for number in range(members)], options)


def make_gzip(parts, options):
    out = b"".join(gzip.compress(part, mtime=0, **options) for part in parts)
    return out


def make_bzip2(parts, options):
    return b"".join(bz2.compress(part, **options) for part in parts)


def make_xz(parts, options):
    padding = b"\0" * options.pop("padding", 0)
    return padding.join(lzma.compress(part, **options) for part in parts) + padding


def make_zstd(parts, options):
    piece = options.pop("piece", 0)
    out = io.BytesIO()
    for part in parts:
        compressor = zstandard.ZstdCompressor(**options)
        if not piece:
            out.write(compressor.compress(part))
            continue
        stream = compressor.compressobj()
        for at in range(0, len(part), piece):
            out.write(stream.compress(part[at : at + piece]))
            out.write(stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK))
        out.write(stream.flush())
    return out.getvalue()


def make_tar(parts, options):
    out = io.BytesIO()
    formats = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}
    options["format"] = formats[options.pop("kind", "pax")]
    folder = options.pop("folder", "")
    with tarfile.open(fileobj=out, mode="w:" + options.pop("packed", ""), **options) as archive:
        for number, part in enumerate(parts):
            entry = tarfile.TarInfo(f"{folder}part {number}.dat")
            entry.size = len(part)
            archive.addfile(entry, io.BytesIO(part))
    data = out.getvalue()
    return data


def make_zip(parts, options):
    out = io.BytesIO()
    method = getattr(zipfile, "ZIP_" + options.pop("method", "DEFLATED"))
    force = options.pop("zip64", False)
    with zipfile.ZipFile(out, "w", method, **options) as archive:
        for number, part in enumerate(parts):
            entry = zipfile.ZipInfo(f"part {number}.dat", (2026, 1, 1, 0, 0, 0))
            entry.compress_type = method
            with archive.open(entry, "w", force_zip64=force) as member:
                member.write(part)
    return out.getvalue()


def make_7z(parts, options):
    out = io.BytesIO()
    filters = {
        "lzma2": None,
        "copy": [{"id": py7zr.FILTER_COPY}],
        "bzip2": [{"id": py7zr.FILTER_BZIP2}],
        "deflate": [{"id": py7zr.FILTER_DEFLATE}],
    }[options.pop("method", "lzma2")]
    with py7zr.SevenZipFile(out, "w", filters=filters, **options) as archive:
        for number, part in enumerate(parts):
            archive.writef(io.BytesIO(part), f"part {number}.dat")
    return out.getvalue()


FORMATS = {
    "gzip": make_gzip,
    "bzip2": make_bzip2,
    "xz": make_xz,
    "zstd": make_zstd,
    "tar": make_tar,
    "zip": make_zip,
    "7z": make_7z,
}
