"""Makes valid files with Python's encoders: one JSON request a line, answered with the length and the bytes."""

import json
import sys

import archives
import documents
import fonts
import media
import packages
import pictures

MAKERS = {
    module.__name__: module.make for module in (archives, documents, fonts, media, packages, pictures)
}


def main():
    out = sys.stdout.buffer
    for line in sys.stdin:
        request = json.loads(line)
        try:
            data = MAKERS[request["maker"]](request["what"], request["options"], request["seed"])
            out.write(len(data).to_bytes(8, "little"))
            out.write(data)
        except Exception as error:  # An error of the recipe: the caller prints its name.
            text = f"{type(error).__name__}: {error}".encode()
            out.write((len(text) | 1 << 63).to_bytes(8, "little"))
            out.write(text)
        out.flush()


main()
