"""Gives the engine's reads of one version what its reads of the current object have.

With `versionId` the engine ignores `Range` and the `response-*` parameters: it answers 200 with the whole body
under its stored headers. HEAD ignores them in any case. Waybill pins a version in every read, so both matter: the
check reads ranges, and the headers of a download are those of its URL (S3 API reference, "GetObject", "HeadObject").
"""


def install() -> None:
    """Wraps the engine's GetObject and HeadObject. Call it before the engine serves."""
    from ministack.services import s3

    get_object = s3._get_object
    head_object = s3._head_object

    def get_version(bucket, key, headers, query_params=None):
        params = query_params or {}
        status, answer, body = get_object(bucket, key, headers, params)
        if status != 200 or not s3._qp(params, "versionId", ""):
            return status, answer, body
        if headers.get("range"):
            status, answer, body = sliced(s3, headers["range"], answer, body)
        if status != 416:
            s3._apply_response_overrides(answer, params)
        return status, answer, body

    def head(bucket, key, headers=None, query_params=None):
        status, answer, body = head_object(bucket, key, headers, query_params)
        if status == 200:
            s3._apply_response_overrides(answer, query_params or {})
        return status, answer, body

    s3._get_object = get_version
    s3._head_object = head


def sliced(s3, byte_range: str, answer: dict, body: bytes):
    """The part of a whole answer that a `Range` header asks for (RFC 9110, section 14)."""
    bounds = s3._parse_range(byte_range, len(body))
    if bounds is None:
        return 416, {"Content-Range": f"bytes */{len(body)}"}, b""
    start, end = bounds
    part = body[start : end + 1]
    # A checksum of the whole can't verify a part; S3 leaves it out.
    kept = {name: value for name, value in answer.items() if not name.lower().startswith("x-amz-checksum-")}
    kept["Content-Length"] = str(len(part))
    kept["Content-Range"] = f"bytes {start}-{end}/{len(body)}"
    return 206, kept, part
