"""Mail by Python's own package, songs by mido, sheets by numbers-parser, torrents by torf."""

import io
import mailbox
import os
import tempfile
from email.message import EmailMessage

import mido
import numbers_parser
import torf


def make(what, options, seed):
    return MAKERS[what](options, seed)


def message(options, seed):
    mail = EmailMessage()
    mail["From"] = "Ann <ann@example.com>"
    mail["To"] = "Bob <bob@example.com>"
    mail["Subject"] = options.get("subject", "Minutes of the meeting")
    mail["Date"] = "Mon, 30 Nov 2026 10:00:00 +0000"
    mail["Message-ID"] = f"<{seed}@example.com>"
    mail.set_content("The minutes are below.\n" * options.get("lines", 5))
    if options.get("page"):
        mail.add_alternative("<html><body><p>The minutes are below.</p></body></html>", subtype="html")
    if "attached" in options:
        mail.add_attachment(b"\x89PNG" * 100, maintype="application", subtype="octet-stream", filename=options["attached"])
    return mail


def eml(options, seed):
    return message(options, seed).as_bytes()


def mbox(options, seed):
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(os.path.join(folder, "box"))
        for n in range(options.get("count", 3)):
            box.add(message(options, seed + n))
        box.close()
        with open(os.path.join(folder, "box"), "rb") as file:
            return file.read()


def midi(options, seed):
    song = mido.MidiFile(type=options.get("type", 1))
    for channel in range(options.get("tracks", 2)):
        track = song.add_track(f"track {channel}")
        for n in range(options.get("count", 20)):
            track.append(mido.Message("note_on", note=40 + (n * seed) % 40, time=0 if n == 0 else 120, channel=channel))
    out = io.BytesIO()
    song.save(file=out)
    return out.getvalue()


def numbers(options, seed):
    document = numbers_parser.Document()
    sheet = document.sheets[0].tables[0]
    for row in range(options.get("count", 5)):
        sheet.write(row, 0, f"name {row}")
        sheet.write(row, 1, row * seed % 1000)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sheet.numbers")
        document.save(path)
        with open(path, "rb") as file:
            return file.read()


def torrent(options, seed):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "content")
        with open(path, "wb") as file:
            file.write(bytes(range(256)) * options.get("count", 400))
        more = {"trackers": ["http://tracker.example.com/announce"]} if options.get("tracker", True) else {}
        description = torf.Torrent(path=path, **more)
        description.generate()
        return description.dump()


MAKERS = {"eml": eml, "mbox": mbox, "midi": midi, "numbers": numbers, "torrent": torrent}
