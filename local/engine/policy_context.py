"""Gives the engine's policy checks the S3 condition keys that they lack.

The engine evaluates bucket and role policies, but does not know every key that Waybill's policies name; a
key that it does not know is absent, and a statement that rests on it never matches. Each function
below states one group of keys as S3 does (Service Authorization Reference, "Condition keys for Amazon S3").
"""

import re
import time
from datetime import datetime, timezone
from urllib.parse import parse_qsl

from defusedxml.ElementTree import ParseError, fromstring
from ministack.core import iam_actions, iam_evaluator


def first(params: dict, name: str) -> str | None:
    """The first value of a query parameter; names are compared without case."""
    for key, value in params.items():
        if key.lower() == name.lower():
            return value[0] if isinstance(value, list) else value
    return None


def signature_age(amz_date: str) -> str:
    """s3:signatureAge: milliseconds since a request was signed. `amz_date` looks like 20261122T101500Z."""
    signed_at = datetime.strptime(amz_date, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    return str(int((time.time() - signed_at.timestamp()) * 1000))


def signature_keys(params: dict, headers: dict) -> dict:
    """How and when a request was signed: s3:authType, s3:signatureversion and s3:signatureAge.

    S3 API reference, "Bucket policy examples using Signature Version 4 related condition keys".
    """
    keys: dict = {}
    authorization = headers.get("authorization", "")
    if first(params, "X-Amz-Signature"):
        keys["s3:authType"] = "REST-QUERY-STRING"
        keys["s3:signatureversion"] = first(params, "X-Amz-Algorithm") or "AWS4-HMAC-SHA256"
    elif first(params, "AWSAccessKeyId"):
        keys["s3:authType"] = "REST-QUERY-STRING"
        keys["s3:signatureversion"] = "AWS"
    elif "multipart/form-data" in headers.get("content-type", ""):
        keys["s3:authType"] = "POST"
    elif authorization:
        keys["s3:authType"] = "REST-HEADER"
        keys["s3:signatureversion"] = authorization.split(" ", 1)[0]
    amz_date = first(params, "X-Amz-Date") or headers.get("x-amz-date")
    if amz_date and re.fullmatch(r"\d{8}T\d{6}Z", amz_date):
        keys["s3:signatureAge"] = signature_age(amz_date)
    return keys


def write_keys(params: dict, headers: dict) -> dict:
    """What a write says of itself. One action, s3:PutObject, covers whole objects, parts and completions.

    S3 user guide, "Enforce conditional writes on Amazon S3 buckets": s3:ObjectCreationOperation is false
    for the calls that do not make an object yet.
    """
    only_a_part = "partNumber" in params or "uploads" in params
    keys: dict = {"s3:ObjectCreationOperation": "false" if only_a_part else "true"}
    for name in ("if-none-match", "if-match", "x-amz-copy-source"):
        if headers.get(name):
            keys[f"s3:{name}"] = headers[name]
    if headers.get("x-amz-tagging"):
        tags = parse_qsl(headers["x-amz-tagging"], keep_blank_values=True)
        keys["s3:RequestObjectTagKeys"] = [name for name, _ in tags]
    return keys


def tag_names(tagging: str | bytes) -> list[str]:
    """The keys in a `<Tagging>` document."""
    try:
        root = fromstring(tagging)
    except (ParseError, ValueError):
        return []
    return [element.text or "" for element in root.iter() if element.tag.rpartition("}")[2] == "Key"]


def form_keys(fields: dict) -> dict:
    """The keys of a browser's form upload, which the engine checks with nothing but the form's x-amz- fields."""
    keys = {
        "s3:authType": "POST",
        "s3:signatureversion": fields["s3:x-amz-algorithm"],
        "s3:TlsVersion": "1.3",
        "s3:ObjectCreationOperation": "true",
        "s3:signatureAge": signature_age(fields["s3:x-amz-date"]),
    }
    if fields.get("s3:x-amz-tagging"):
        keys["s3:RequestObjectTagKeys"] = tag_names(fields["s3:x-amz-tagging"])
    return keys


def role_arn(principal: str) -> str:
    """aws:PrincipalArn of a role's session is the role, not the session (IAM user guide, "aws:PrincipalArn")."""
    session = re.fullmatch(r"arn:(aws[\w-]*):sts::(\d+):assumed-role/(.+)/[^/]+", principal)
    return f"arn:{session[1]}:iam::{session[2]}:role/{session[3]}" if session else principal


def sqs_action(action: str | None) -> str | None:
    """A batch needs the right to do what it does many of (SQS developer guide, "Amazon SQS API permissions")."""
    return action.removesuffix("Batch") if action and action.startswith("sqs:") else action


def install() -> None:
    """Puts the keys above into the engine. Call it before the engine's app is loaded."""
    s3_service_context = iam_actions.s3_service_context
    request_tag_context = iam_actions.request_tag_context
    resolve_condition_key = iam_evaluator._resolve_condition_key
    enforce = iam_evaluator.enforce
    extract_iam_action = iam_actions.extract_iam_action

    def s3_context(action, query_params, path="", headers=None):
        params = query_params or {}
        lower = {name.lower(): value for name, value in (headers or {}).items()}
        # The front stands where TLS ends (local/engine/front.ts); it speaks for the newest version.
        context = {**s3_service_context(action, query_params, path, headers), "s3:TlsVersion": "1.3"}
        context.update(signature_keys(params, lower))
        if action == "s3:PutObject":
            context.update(write_keys(params, lower))
        return context

    def tag_context(service, action, body, params):
        context = dict(request_tag_context(service, action, body, params))
        if service == "s3" and "Tagging" in action and body:
            names = tag_names(body)
            if names:
                context["s3:RequestObjectTagKeys"] = names
        return context

    def condition_key(key, context):
        value = resolve_condition_key(key, context)
        return role_arn(value) if key.lower() == "aws:principalarn" and isinstance(value, str) else value

    def enforce_with_form(access_key, action, service, region, *args, service_context=None, **more):
        context = dict(service_context or {})
        if service == "s3" and "s3:x-amz-algorithm" in context and "s3:x-amz-date" in context:
            context.update(form_keys(context))
        return enforce(access_key, action, service, region, *args, service_context=context, **more)

    iam_actions.extract_iam_action = lambda *given: sqs_action(extract_iam_action(*given))
    iam_actions.s3_service_context = s3_context
    iam_actions.request_tag_context = tag_context
    iam_evaluator._resolve_condition_key = condition_key
    iam_evaluator.enforce = enforce_with_form
