"""Prints type and file name of a Content-Disposition header as Python's standard library reads them."""

import json
import sys
from email.message import Message
from email.utils import collapse_rfc2231_value

message = Message()
message["content-disposition"] = sys.argv[1]
names = [value for name, value in message.get_params(header="content-disposition") if name == "filename"]
# RFC 6266 section 4.3: the extended form, here a tuple, goes before the plain one.
name = next((value for value in names if isinstance(value, tuple)), names[0])
print(json.dumps({"type": message.get_content_disposition(), "filename": collapse_rfc2231_value(name)}))
