"""Archives of named parts, as documents are packed: stored or deflated, with sizes in front or behind, and ZIP64."""

import io
import zipfile

import archives


class Pipe(io.RawIOBase):
    """Where nothing written can be changed again, so that the sizes stand behind the content."""

    def __init__(self, out):
        self.out = out

    def writable(self):
        return True

    def write(self, data):
        return self.out.write(data)


def content(part, seed):
    """A text; or the kind, the number of bytes."""
    return part.encode() if isinstance(part, str) else archives.content(*part, seed)


def make(what, options, seed):
    """`what`: names and contents, in order; `first` of them are stored whatever the method is."""
    out = io.BytesIO()
    method = getattr(zipfile, "ZIP_" + options.get("method", "DEFLATED"))
    target = Pipe(out) if options.get("streamed") else out
    with zipfile.ZipFile(target, "w") as archive:
        for number, (name, part) in enumerate(what):
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if number < options.get("first", 0) else method
            with archive.open(entry, "w", force_zip64=options.get("zip64", False)) as member:
                member.write(content(part, seed + number))
        archive.comment = options.get("comment", "").encode()
    return out.getvalue()
