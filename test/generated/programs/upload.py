"""Uploads a photo with the client that openapi-generator makes for Python, and reads it back in two ways."""

import json
import os
import time
import urllib.request

import openapi_client as waybill


def send(method: str, url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, body, headers or {}, method=method)) as answer:
        return answer.read()


photo = open("photo.jpg", "rb").read()
configuration = waybill.Configuration(host=os.environ["API"], access_token=os.environ["TOKEN"])
with waybill.ApiClient(configuration) as client:
    created = waybill.UploadsApi(client).create_upload(
        waybill.CreateUploadRequest(filename="photo.jpg", content_type="image/jpeg", size_bytes=len(photo))
    )
    put = created.upload.actual_instance
    assert isinstance(put, waybill.PutUpload), put
    send("PUT", put.url, photo, put.headers)

    files = waybill.FilesApi(client)
    file = files.read_file(created.id)
    while file.status in ("pending", "uploaded"):
        time.sleep(0.2)
        file = files.read_file(created.id)

    read = waybill.ReadsApi(client).read_url(created.id)
    share = waybill.LinksApi(client).create_share(created.id)
    try:
        files.read_file("none")
        refused = None
    except waybill.exceptions.NotFoundException as error:
        refused = json.loads(error.body)["code"]
    print(
        json.dumps(
            {
                "status": file.status,
                "type": file.detected_type,
                "isSame": send("GET", read.url) == photo,
                "isShared": send("POST", share.url) == photo,
                "refused": refused,
            }
        )
    )
