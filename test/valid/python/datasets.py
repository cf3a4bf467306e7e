"""Tables, arrays and captures: pyarrow, fastavro, h5py, NumPy, pyshp, SQLite, dpkt, lz4."""

import io
import os
import sqlite3
import tempfile

import dpkt
import fastavro
import h5py
import lz4.frame
import numpy as np
import pyarrow as pa
import pyarrow.feather
import pyarrow.ipc
import pyarrow.orc
import pyarrow.parquet
import shapefile


def make(what, options, seed):
    return MAKERS[what](options, np.random.default_rng(seed))


def table(options, random):
    count = options.get("count", 100)
    names = pa.array([f"name {n}" for n in range(count)], pa.string())
    return pa.table({"id": pa.array(range(count), pa.int64()), "name": names, "value": random.random(count)})


def parquet(options, random):
    out = io.BytesIO()
    more = {key: options[key] for key in ("compression", "version", "row_group_size") if key in options}
    pyarrow.parquet.write_table(table(options, random), out, **more)
    return out.getvalue()


def orc(options, random):
    out = io.BytesIO()
    pyarrow.orc.write_table(table(options, random), out, compression=options.get("compression", "zlib"))
    return out.getvalue()


def arrow(options, random):
    out = io.BytesIO()
    if options.get("feather"):
        pyarrow.feather.write_feather(table(options, random), out, compression=options["compression"])
    else:
        with pyarrow.ipc.new_file(out, table(options, random).schema) as writer:
            writer.write(table(options, random))
    return out.getvalue()


def avro(options, random):
    fields = [{"name": "id", "type": "long"}, {"name": "value", "type": "double"}]
    schema = fastavro.parse_schema({"type": "record", "name": "row", "fields": fields})
    rows = ({"id": n, "value": random.random()} for n in range(options.get("count", 100)))
    out = io.BytesIO()
    fastavro.writer(out, schema, rows, codec=options.get("codec", "null"), sync_marker=random.bytes(16))
    return out.getvalue()


def hdf5(options, random):
    out = io.BytesIO()
    block = options.get("userblock", 0)
    with h5py.File(out, "w", libver=options.get("version", "earliest"), userblock_size=block) as file:
        group = file.create_group("measured")
        packed = {"compression": "gzip"} if options.get("packed") else {}
        group.create_dataset("values", data=random.random((options.get("count", 50), 10)), **packed)
        file.attrs["title"] = "values"
    return out.getvalue()


def npy(options, random):
    out = io.BytesIO()
    values = random.random(options.get("shape", [5, 7])) * 100
    np.save(out, values.astype(options.get("dtype", "<f8")))
    return out.getvalue()


def shape(options, random):
    """`part`: which of the three files."""
    files = {part: io.BytesIO() for part in ("shp", "shx", "dbf")}
    with shapefile.Writer(**files, shapeType=options.get("shape", 1)) as writer:
        writer.field("name", "C", 20)
        writer.field("value", "N", 12, 3)
        for n, (x, y) in enumerate(random.random((options.get("count", 20), 2))):
            if options.get("shape", 1) == 1:
                writer.point(x, y)
            else:
                writer.poly([[[x, y], [x + 1, y], [x + 1, y + 1], [x, y]]])
            writer.record(f"name {n}", x)
    return files[options["part"]].getvalue()


def sqlite(options, random):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file.db")
        with sqlite3.connect(path) as base:
            base.execute(f"PRAGMA page_size = {options.get('page', 4096)}")
            if options.get("wal"):
                base.execute("PRAGMA journal_mode = WAL")
            base.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, value BLOB)")
            rows = [(f"name {n}", random.bytes(40)) for n in range(options.get("count", 50))]
            base.executemany("INSERT INTO person (name, value) VALUES (?, ?)", rows)
            base.execute("CREATE INDEX by_name ON person (name)")
        base.close()
        with open(path, "rb") as file:
            return file.read()


def capture(options, random):
    out = io.BytesIO()
    kind = dpkt.pcapng.Writer if options.get("ng") else dpkt.pcap.Writer
    more = {"nano": True} if options.get("nano") else {}
    writer = kind(out, **more)
    for n in range(options.get("count", 30)):
        writer.writepkt(random.bytes(60 + n % 400), ts=1_700_000_000 + n / 10)
    return out.getvalue()


def lz4_frame(options, random):
    content = random.bytes(1000) * options.get("count", 100)
    more = {key: options[key] for key in ("block_size", "content_checksum", "block_checksum", "store_size", "block_linked") if key in options}
    return lz4.frame.compress(content, **more)


MAKERS = {
    "arrow": arrow,
    "avro": avro,
    "capture": capture,
    "hdf5": hdf5,
    "lz4": lz4_frame,
    "npy": npy,
    "orc": orc,
    "parquet": parquet,
    "shape": shape,
    "sqlite": sqlite,
}
