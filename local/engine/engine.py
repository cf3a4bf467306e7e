"""Starts the local AWS engine (MiniStack) for one run of Waybill.

Configured by MiniStack's own environment variables, which `local/engine/engine.ts` sets. Adds what its policy
checks lack (`policy_context.py`), what its reads of one version lack (`versioned_reads.py`), the refusal of
headers that are not signed (`signed_headers.py`), the checksums of forms and of whole objects (`checksums.py`), the
version in its events (`event_versions.py`), the tags of buckets and tables (`resource_tags.py`), and an end together
with the process that started it.
"""

import os
import signal
import sys
import threading

import checksums
import event_versions
import policy_context
import resource_tags
import signed_headers
import versioned_reads


def stop_with_parent() -> None:
    """Ends this process and its Lambdas once standard input closes.

    The pipe closes however the parent ends, SIGKILL included. The parent made this process the leader
    of a group of its own, so the signal reaches the Lambdas and nothing else. No state is worth saving.
    """
    while sys.stdin.buffer.read(4096):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


def main() -> None:
    threading.Thread(target=stop_with_parent, daemon=True).start()
    policy_context.install()
    checksums.install()
    versioned_reads.install()
    signed_headers.install()
    event_versions.install()
    resource_tags.install()
    # Imported late: it reads its environment and the functions replaced above when it is loaded.
    from ministack.__main__ import main as serve

    serve()


if __name__ == "__main__":
    main()
