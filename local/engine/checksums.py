"""Has the engine verify the checksums of forms and of whole multipart objects, as S3 does.

It ignores the `x-amz-checksum-*` fields of a form (S3 API reference, "POST Object": "x-amz-checksum-sha256"), and knows
only composites of parts: CRC-64/NVME, which S3 has for whole objects alone (user guide, "Checking object integrity"),
would never match what was declared. It also computes a CRC byte by byte, which takes a minute for a large file.
"""

import base64
import struct
from contextvars import ContextVar

from awscrt.checksums import crc64nvme

ALGORITHM = "CRC64NVME"

# What the engine's own functions get from the wrapper around them.
_of_form: ContextVar[dict | None] = ContextVar("of_form", default=None)
_of_whole: ContextVar[str | None] = ContextVar("of_whole", default=None)


def install() -> None:
    """Wraps the engine's forms and its joining of parts. Call it before the engine serves."""
    from ministack.services import s3

    s3._crc64nvme = crc64nvme
    _verify_forms(s3)
    _verify_wholes(s3)


def _verify_forms(s3) -> None:
    post_object = s3._post_object
    build_record = s3._build_object_record

    def post(bucket, body, headers):
        # S3 refuses a form that breaks its policy first; here other bytes are found before.
        fields, content = _form(s3._parse_multipart_form(headers.get("content-type", ""), body))
        verified, error = s3._resolve_object_checksums(content, fields)
        if error:
            return error
        token = _of_form.set(verified)
        try:
            return post_object(bucket, body, headers)
        finally:
            _of_form.reset(token)

    def build(body, headers, etag=None, checksums=None):
        return build_record(body, headers, etag=etag, checksums=checksums or _of_form.get())

    s3._post_object = post
    s3._build_object_record = build


def _form(parts) -> tuple[dict, bytes]:
    """The checksum fields of a form, and its file."""
    fields, content = {}, b""
    for name, _filename, _headers, value in parts or []:
        if name == "file":
            content = value
        elif name.lower().startswith("x-amz-checksum-"):
            fields[name.lower()] = value.decode("latin-1")
    return fields, content


def _verify_wholes(s3) -> None:
    complete = s3._complete_multipart_upload
    composite = s3._composite_checksum
    object_headers = s3._object_response_headers

    def complete_whole(bucket, key, body, query_params, headers=None):
        upload = s3._multipart_uploads.get(s3._qp(query_params, "uploadId")) or {}
        if upload.get("checksum_algorithm") != ALGORITHM:
            return complete(bucket, key, body, query_params, headers)
        token = _of_whole.set(_whole_checksum(upload["parts"]))
        try:
            status, answer, text = complete(bucket, key, body, query_params, headers)
        finally:
            _of_whole.reset(token)
        return status, answer, _as_whole(text)

    def whole_or_composite(algorithm, part_checksums):
        return _of_whole.get() or composite(algorithm, part_checksums)

    def headers_of_whole(*args, **kwargs):
        answer = object_headers(*args, **kwargs)
        if "x-amz-checksum-crc64nvme" in answer:
            answer["x-amz-checksum-type"] = "FULL_OBJECT"
        return answer

    s3._complete_multipart_upload = complete_whole
    s3._composite_checksum = whole_or_composite
    s3._object_response_headers = headers_of_whole


def _whole_checksum(parts: dict) -> str:
    """Of all parts that were sent, in order: S3 joins those that are listed, and Waybill lists all."""
    crc = 0
    for number in sorted(parts):
        crc = crc64nvme(parts[number]["body"], crc)
    return base64.b64encode(struct.pack(">Q", crc)).decode()


def _as_whole(text: bytes) -> bytes:
    return text.replace(b"<ChecksumType>COMPOSITE<", b"<ChecksumType>FULL_OBJECT<")
