"""Kills an upload of the documented client in its middle, and sends the same file again."""

import json
import os
import threading

from waybill import Refused, Waybill

files = Waybill(os.environ["API"], lambda: os.environ["TOKEN"])
storage_put = files.storage.put
turn = threading.Lock()
stored, sent_twice, lost = [], [], []


class Crash(Exception):
    pass


def put(url, **request):
    with turn:
        if stored and not lost:
            lost.append(url)
            raise Crash
        answer = storage_put(url, **request)
        part = answer.request.url.split("partNumber=")[1].split("&")[0]
        (sent_twice if part in stored else stored).append(part)
        return answer


files.storage.put = put
try:
    files.upload("journal.txt", method="multipart")
except Crash:
    pass
journal = files.upload("journal.txt", method="multipart")
verdict = files.verdict(journal["id"])
files.download(journal["id"], "back.txt")
is_same = files.upload("journal.txt", method="multipart")["id"] == journal["id"]

try:
    files.upload("journal.txt", content_type="application/x-elf")
    refused = None
except Refused as refusal:
    refused = refusal.code

print(json.dumps({
    "refused": refused,
    "status": verdict["status"],
    "sentTwice": sent_twice,
    "missing": [] if is_same and lost else ["the crash, or the same upload again"],
}))
