"""Makes valid files with Python's encoders: one JSON request a line, answered with the length and the bytes."""

import importlib
import json
import sys

MODULES = "archives cameras datasets documents fonts media messages models packages pictures".split()


def maker(name):
    """Each loads packages that take seconds: only those that are used."""
    if name not in MODULES:
        raise ValueError(f"there is no maker {name}")
    return importlib.import_module(name).make


def main():
    out = sys.stdout.buffer
    for line in sys.stdin:
        request = json.loads(line)
        try:
            data = maker(request["maker"])(request["what"], request["options"], request["seed"])
            out.write(len(data).to_bytes(8, "little"))
            out.write(data)
        except Exception as error:  # An error of the recipe: the caller prints its name.
            text = f"{type(error).__name__}: {error}".encode()
            out.write((len(text) | 1 << 63).to_bytes(8, "little"))
            out.write(text)
        out.flush()


main()
