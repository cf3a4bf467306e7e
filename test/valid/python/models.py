"""Drawings, models and clouds of points: ezdxf, trimesh, laspy."""

import io

import ezdxf
import laspy
import numpy as np
import trimesh


def make(what, options, seed):
    return MAKERS[what](options, np.random.default_rng(seed))


def mesh(options, random):
    """`count`: divisions of a sphere; `format` and what else trimesh takes."""
    shape = trimesh.creation.icosphere(subdivisions=options.get("count", 1))
    shape.apply_translation(random.random(3))
    kind = options["format"]
    more = {"encoding": options["encoding"]} if "encoding" in options else {}
    data = shape.export(file_type=kind, **more)
    return data.encode() if isinstance(data, str) else data


def dxf(options, random):
    document = ezdxf.new(options.get("version", "R2010"), setup=options.get("setup", False))
    space = document.modelspace()
    for x, y, z in random.random((options.get("count", 10), 3)) * 100:
        space.add_line((x, y), (y, z))
    if options.get("binary"):
        out = io.BytesIO()
        document.write(out, fmt="bin")
        return out.getvalue()
    out = io.StringIO()
    document.write(out)
    return out.getvalue().encode()


def las(options, random):
    header = laspy.LasHeader(point_format=options["point"], version=options["version"])
    points = laspy.LasData(header)
    points.x, points.y, points.z = random.random((3, options.get("count", 100))) * 1000
    out = io.BytesIO()
    points.write(out, do_compress=options.get("packed", False))
    return out.getvalue()


MAKERS = {"mesh": mesh, "dxf": dxf, "las": las}
