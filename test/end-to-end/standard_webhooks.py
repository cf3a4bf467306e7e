"""Verifies a webhook by Standard Webhooks 1.0, with the standard library alone and no code of ours.

Standard input: {"secrets": [...], "headers": {...}, "body": "..."}. Prints, for each secret, whether one of the
signatures is its own and the timestamp is within five minutes.
"""

import base64
import hashlib
import hmac
import json
import sys
import time


def verifies(secret: str, headers: dict, body: str) -> bool:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    fresh = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    signatures = [one.split(",", 1) for one in headers["webhook-signature"].split(" ")]
    return fresh and any(
        version == "v1" and hmac.compare_digest(signature, expected) for version, signature in signatures
    )


given = json.load(sys.stdin)
print(json.dumps([verifies(secret, given["headers"], given["body"]) for secret in given["secrets"]]))
