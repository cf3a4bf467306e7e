"""Verifies CloudFront signatures as AWS's developer guide describes them, with Python's cryptography.

Reads JSON from standard input: {"publicKey": PEM, "signed": [{"url", "cookies"?}]}; writes the policies as a JSON list.
"""

import base64
import json
import sys

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding

HASHES = {"SHA1": hashes.SHA1(), "SHA256": hashes.SHA256()}


def decoded(text):
    return base64.b64decode(text.translate(str.maketrans("-_~", "+=/")), validate=True)


def policy_and_signature(url, cookies):
    if cookies is not None:
        given = {name.removeprefix("CloudFront-"): value for name, value in cookies.items()}
        base = url
    else:
        base, _, query = url.partition("?")
        pairs = query.split("&")
        # The last four: the object's query may have parameters of the same names.
        given = dict(pair.split("=", 1) for pair in pairs[-4:])
        base += "?" + "&".join(pairs[:-4]) if pairs[:-4] else ""
    if "Policy" in given:
        policy = decoded(given["Policy"])
    else:
        policy = (
            '{"Statement":[{"Resource":"' + base + '","Condition":{"DateLessThan":{"AWS:EpochTime":' + given["Expires"] + "}}}]}"
        ).encode()
    return policy, decoded(given["Signature"]), HASHES[given.get("Hash-Algorithm", "SHA1")]


def verify(key, policy, signature, algorithm):
    if isinstance(key, ec.EllipticCurvePublicKey):
        assert key.curve.name == "secp256r1"
        key.verify(signature, policy, ec.ECDSA(algorithm))
    else:
        key.verify(signature, policy, padding.PKCS1v15(), algorithm)


task = json.load(sys.stdin)
public_key = serialization.load_pem_public_key(task["publicKey"].encode())
verified = []
for one in task["signed"]:
    policy, signature, algorithm = policy_and_signature(one["url"], one.get("cookies"))
    verify(public_key, policy, signature, algorithm)
    verified.append({"policy": policy.decode(), "signature": base64.b64encode(signature).decode()})
json.dump(verified, sys.stdout)
