"""Reads part of a file through the API's redirect, as urllib3 follows it, and prints what came."""

import base64
import json
import sys

import urllib3

url, token, wanted = sys.argv[1:]
answer = urllib3.PoolManager().request(
    "GET", url, headers={"authorization": f"Bearer {token}", "range": wanted}
)
print(
    json.dumps(
        {
            "status": answer.status,
            "contentRange": answer.headers.get("content-range"),
            "body": base64.b64encode(answer.data).decode(),
        }
    )
)
