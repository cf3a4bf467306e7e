"""Signs the requests in a JSON file with botocore, and prints the signature that each would carry.

A request: method, url (as the service signed it), headers (those that the client sends), credentials. Shares no
code with the service: only what is signed is taken from its URL, never a signature.
"""

import json
import sys
from datetime import datetime, timezone
from unittest import mock
from urllib.parse import parse_qsl, urlencode, urlsplit

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

# Added by the signer.
OWN = {
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
}


def query_of(url: str) -> dict:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def signed(request: dict, credentials: dict, region: str) -> dict:
    given = query_of(request["url"])
    at = datetime.strptime(given["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    rest = urlencode([(name, value) for name, value in given.items() if name not in OWN])
    address = urlsplit(request["url"])._replace(query=rest).geturl()
    ours = AWSRequest(method=request["method"], url=address, headers=request["headers"])
    keys = Credentials(credentials["accessKeyId"], credentials["secretAccessKey"], credentials["sessionToken"])
    auth = botocore.auth.S3SigV4QueryAuth(keys, "s3", region, expires=int(given["X-Amz-Expires"]))
    with mock.patch("botocore.auth.get_current_datetime", lambda *_: at.replace(tzinfo=None)):
        auth.add_auth(ours)
    made = query_of(ours.url)
    return {name: made[name] for name in ("X-Amz-Credential", "X-Amz-SignedHeaders", "X-Amz-Signature")}


with open(sys.argv[1], encoding="utf-8") as file:
    asked = json.load(file)
print(json.dumps([signed(request, asked["credentials"], asked["region"]) for request in asked["requests"]]))
