"""A client from outside: Python's standard library, the published API, and the file that `npm start` writes.

    outside-client.py STATE_JSON FOLDER_WITH_FIXTURES TOKEN_COMMAND...

Goes the whole path once and prints a line for each thing that held; ends with 1 at the first that does not.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

state = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
fixtures = Path(sys.argv[2])
token_command = sys.argv[3:]


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


opener = build_opener(NoRedirect)


def ask(method, url, body=None, headers=None):
    """Status, headers and bytes of an answer, whatever the status."""
    try:
        with opener.open(Request(url, data=body, method=method, headers=headers or {}), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read()


def token_of(subject):
    return subprocess.run([*token_command, subject], check=True, capture_output=True, text=True).stdout.strip()


def api(token, method, path, body=None, accept="*/*"):
    headers = {"authorization": f"Bearer {token}", "accept": accept}
    data = None
    if body is not None:
        headers["content-type"] = "application/json"
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ask(method, state["apiUrl"] + path, data, headers)


def holds(what, seen, expected):
    if seen != expected:
        sys.exit(f"wrong: {what}: expected {expected!r}, saw {seen!r}")
    print(f"holds: {what}")


def create(token, content, content_type="image/png", name="from-outside.png"):
    wanted = {"filename": name, "contentType": content_type, "sizeBytes": len(content)}
    status, _, body = api(token, "POST", "/uploads", wanted)
    holds("an upload is permitted", status, 201)
    made = json.loads(body)
    return made["id"], made["upload"]


def put(upload, content, url=None, **changes):
    return ask("PUT", url or upload["url"], content, {**upload["headers"], **changes})[0]


def verdict(token, file_id, seconds=5):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        file = json.loads(api(token, "GET", f"/files/{file_id}")[2])
        if file["status"] in ("verified", "rejected"):
            return file
        time.sleep(0.1)
    sys.exit(f"wrong: no verdict within {seconds} s")


alice, bob = token_of("outside-alice"), token_of("outside-bob")
png = (fixtures / "image" / "colour.png").read_bytes()
elf = (fixtures / "program" / "program.elf").read_bytes()

file_id, upload = create(alice, png)
holds("another type is refused", put(upload, png, **{"Content-Type": "text/html"}), 403)
head, _, signature = upload["url"].partition("X-Amz-Signature=")
forged = f"{head}X-Amz-Signature={'1' if signature[0] == '0' else '0'}{signature[1:]}"
holds("a tampered signature is refused", put(upload, png, url=forged), 403)
holds("the bytes are stored", put(upload, png), 200)
holds("the picture is verified within 5 s", verdict(alice, file_id)["status"], "verified")
holds("a second PUT is refused", put(upload, png), 412)

status, headers, _ = api(alice, "GET", f"/files/{file_id}/content")
holds("the content is a redirect", status, 302)
holds("behind it are the same bytes", ask("GET", headers["location"])[2] == png, True)
status, _, body = api(alice, "GET", f"/files/{file_id}/content", accept="application/json")
holds("the content is a URL in JSON", status, 200)
holds("behind that are the same bytes", ask("GET", json.loads(body)["url"])[2] == png, True)

fake_id, fake = create(alice, elf)
holds("a program is stored", put(fake, elf), 200)
refused = verdict(alice, fake_id)
holds("a program named image/png is rejected", refused["status"], "rejected")
holds("with a reason", bool(refused["reasons"] and refused["reasons"][0]["message"]), True)

for method, path in (("GET", ""), ("GET", "/content"), ("DELETE", "")):
    holds(f"another subject's {method} is told 404", api(bob, method, f"/files/{file_id}{path}")[0], 404)

good = {"filename": "a.png", "contentType": "image/png", "sizeBytes": 1}
for what, method, path, body, status, code in (
    ("no JSON", "POST", "/uploads", b"{", 400, "malformed-json"),
    ("no field", "POST", "/uploads", {}, 400, "invalid-request"),
    ("too many bytes", "POST", "/uploads", {**good, "sizeBytes": 2**50}, 413, "file-too-large"),
    ("a program", "POST", "/uploads", {**good, "contentType": "application/x-elf"}, 415, "type-not-allowed"),
    ("an id that is none", "GET", "/files/none", None, 404, "file-not-found"),
    ("refused content", "GET", f"/files/{fake_id}/content", None, 409, "file-rejected"),
):
    seen, headers, answer = api(alice, method, path, body)
    holds(f"{what}: status", seen, status)
    holds(f"{what}: a problem document", headers["content-type"], "application/problem+json")
    holds(f"{what}: code", json.loads(answer)["code"], code)

holds("no token is told 401", ask("GET", state["apiUrl"] + "/files")[0], 401)
holds("the file is deleted", api(alice, "DELETE", f"/files/{file_id}")[0], 204)
holds("and gone", api(alice, "GET", f"/files/{file_id}")[0], 404)
