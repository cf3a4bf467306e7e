"""Has the engine refuse a presigned request with an `x-amz-` header that its signature does not cover.

S3 API reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)": "Any x-amz-* headers
that you plan to add to the request are also required to be signed". The engine heeds such headers: with a URL of
Waybill's, a client could choose storage class, metadata, encryption key or a copy source.
"""


def install() -> None:
    """Wraps the engine's check of presigned requests. Call it before the engine serves."""
    from ministack.services import s3

    verify = s3._verify_presigned_sigv4

    def verify_with_headers(method, path, headers, query_params):
        error = verify(method, path, headers, query_params)
        listed = s3._qp(query_params, "X-Amz-SignedHeaders", "")
        if error is not None or not listed:
            return error
        signed = {name.lower() for name in listed.split(";")}
        unsigned = sorted(
            name.lower() for name in headers if name.lower().startswith("x-amz-") and name.lower() not in signed
        )
        if not unsigned:
            return None
        return s3._error("AccessDenied", "There were headers present in the request which were not signed", 403, path)

    s3._verify_presigned_sigv4 = verify_with_headers
