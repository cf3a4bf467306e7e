"""What schemathesis cannot know of a deployment: which types it accepts, and ids of files that were verified."""

import json
import os

import jsonschema_rs
import schemathesis

known = json.loads(os.environ["WAYBILL_KNOWN"])

METHODS = ("put", "multipart")

# Where a deployment may send events to.
URL = "https://hooks.example.com/waybill"

# By what each needs a file to be: several, since a link may lead a deletion to one. Their owner is another person: an erasure does not reach them.
NEEDS = {
    "/files/{id}/content": "verified",
    "/files/{id}/url": "verified",
    "/files/{id}/grants": "verified",
    "/files/{id}/shares": "verified",
    "/uploads/{id}/complete": "verified",
    "/uploads/{id}/parts": "in_parts",
    "/uploads/{id}/renew": "in_parts",
    "/files/{id}/release": "released",
    "/files/{id}/reject": "rejected",
}


def is_turn(value: str) -> bool:
    """Half of the cases, the same for the same seed."""
    return sum(map(ord, value)) % 2 == 0


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Half of the ids are of a file in the state that the route needs; the others come from links, or are unknown."""
    if not path_parameters:
        return path_parameters
    path = context.operation.path
    if path.startswith("/problems/"):
        return {"id": "conflict"}
    name = "token" if path.startswith("/s/") else "id"
    wanted = known["token"] if name == "token" else known.get(NEEDS.get(path))
    given = path_parameters.get(name)
    if wanted is None or not isinstance(given, str) or not is_turn(given):
        return path_parameters
    return {**path_parameters, name: wanted[sum(map(ord, given)) // 2 % len(wanted)]}


@schemathesis.hook
def map_body(context, body):
    """Half of the bodies that fit the schema are made ones that a deployment accepts; all others stay as they are."""
    operation = f"{context.operation.method.upper()} {context.operation.path}"
    if operation == "POST /uploads" and fits(context, "CreateUploadRequest", body) and is_turn(body["filename"]):
        method = METHODS[len(body["filename"]) % 2]
        return {"filename": "notes.txt", "contentType": "text/plain", "sizeBytes": 12, "method": method}
    if operation == "POST /uploads/{id}/parts" and fits(context, "SignPartsRequest", body) and is_turn(str(body)):
        return {"partNumbers": [1]}
    name = {"POST /webhooks": "AddWebhookRequest", "PATCH /webhooks/{id}": "ChangeWebhookRequest"}.get(operation)
    if name and fits(context, name, body) and is_turn(body.get("url", "")):
        return {**body, "url": URL}
    return body


def fits(context, name, body):
    """Whether it was generated to be valid: an invalid one must stay what it is."""
    document = context.operation.schema.raw_schema
    validator = jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    )
    return validator.is_valid(body)
