"""Has the engine's "Object Created" events name the version that was stored, as S3's do.

S3 user guide, "EventBridge event message structure": `object.version-id`, in buckets with versioning. Without it
`validate` has to take the newest version for the one that is meant, and cannot learn which an unreadable one is.
"""

import json
import threading


def install() -> None:
    """Wraps the engine's delivery of S3's events. Call it before the engine serves."""
    from ministack.services import eventbridge, s3

    fire = s3._fire_s3_event
    dispatch = eventbridge._dispatch_event
    # An event is made and dispatched within one call.
    under_way = threading.local()

    def fire_with_version(*given, version_id=None, **more):
        under_way.version_id = version_id
        try:
            return fire(*given, version_id=version_id, **more)
        finally:
            under_way.version_id = None

    def dispatch_with_version(event, *given, **more):
        version_id = getattr(under_way, "version_id", None)
        if version_id and event.get("Source") == "aws.s3":
            detail = json.loads(event["Detail"])
            detail["object"].setdefault("version-id", version_id)
            event = {**event, "Detail": json.dumps(detail)}
        return dispatch(event, *given, **more)

    s3._fire_s3_event = fire_with_version
    eventbridge._dispatch_event = dispatch_with_version
