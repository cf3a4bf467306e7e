"""Pictures of cameras and instruments: raw photos by tifffile, JPEG XL by libjxl, OpenEXR, DICOM by pydicom."""

import io
import os
import tempfile

import numpy as np
import OpenEXR
import pillow_jxl  # registers the format with Pillow
import pydicom
import tifffile
from PIL import Image, ImageCms
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, JPEGBaseline8Bit, SecondaryCaptureImageStorage


def make(what, options, seed):
    return MAKERS[what](options, np.random.default_rng(seed))


def raw(options, random):
    """A preview, and in a directory below it what the sensor measured: as cameras lay out DNG, NEF and ARW."""
    out = io.BytesIO()
    sensor = random.integers(0, 16384, (options.get("height", 120), options.get("width", 160)), dtype=np.uint16)
    tags = [(271, "s", 0, options["make"], True), (272, "s", 0, options.get("model", "A"), True)]
    if options.get("dng"):
        tags += [(50706, "B", 4, bytes([1, 4, 0, 0]), True), (50708, "s", 0, options["make"] + " A", True)]
    with tifffile.TiffWriter(out, byteorder=options.get("order", "<")) as writer:
        preview = (sensor[::4, ::4, None] >> 6).astype(np.uint8).repeat(3, axis=2)
        writer.write(preview, photometric="rgb", subifds=1, extratags=tags, software=None)
        pattern = [(33421, "H", 2, (2, 2), True), (33422, "B", 4, bytes([0, 1, 1, 2]), True)]
        writer.write(sensor, photometric="cfa", subfiletype=0, extratags=pattern)
    return out.getvalue()


def jxl(options, random):
    size = (options.get("width", 64), options.get("height", 48))
    kind = options.get("content", "noise")
    shape = (size[1], size[0], len(options.get("mode", "RGB")))
    pixels = random.integers(0, 256, shape, dtype=np.uint8) if kind == "noise" else np.zeros(shape, np.uint8)
    if kind == "slope":
        pixels[:] = (np.arange(size[0]) * 255 // size[0])[None, :, None]
    picture = Image.fromarray(pixels.squeeze())
    more = {key: options[key] for key in ("quality", "lossless", "effort", "use_container", "num_threads") if key in options}
    if options.get("profile"):
        more["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    picture.save(out, "JXL", **more)
    return out.getvalue()


def jp2(options, random):
    size = (options.get("height", 48), options.get("width", 64), 3)
    out = io.BytesIO()
    more = {key: options[key] for key in ("irreversible", "num_resolutions", "tile_size", "no_jp2") if key in options}
    Image.fromarray(random.integers(0, 256, size, dtype=np.uint8)).save(out, "JPEG2000", **more)
    return out.getvalue()


def exr(options, random):
    kinds = {"zip": OpenEXR.ZIP_COMPRESSION, "none": OpenEXR.NO_COMPRESSION, "piz": OpenEXR.PIZ_COMPRESSION}
    header = {"compression": kinds[options.get("compression", "zip")], "type": OpenEXR.scanlineimage}
    size = (options.get("height", 40), options.get("width", 50))
    channels = {name: random.random(size).astype(options.get("dtype", "float16")) for name in "RGB"}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file.exr")
        with OpenEXR.File(header, channels) as file:
            file.write(path)
        with open(path, "rb") as file:
            return file.read()


def dicom(options, random):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    meta.MediaStorageSOPInstanceUID = "1.2.826.0.1.3680043.8.498.1"
    meta.TransferSyntaxUID = JPEGBaseline8Bit if options.get("packed") else ExplicitVRLittleEndian
    data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID = meta.MediaStorageSOPClassUID
    data.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    data.PatientName = "Nobody"
    data.Modality = "OT"
    data.Rows, data.Columns = options.get("height", 32), options.get("width", 32)
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated = data.BitsStored = 8
    data.HighBit, data.PixelRepresentation = 7, 0
    if options.get("packed"):
        picture = io.BytesIO()
        Image.fromarray(random.integers(0, 256, (data.Rows, data.Columns), dtype=np.uint8)).save(picture, "JPEG")
        data.PixelData = pydicom.encaps.encapsulate([picture.getvalue()])
        data["PixelData"].is_undefined_length = True
    else:
        data.PixelData = random.bytes(data.Rows * data.Columns)
    out = io.BytesIO()
    pydicom.dcmwrite(out, data, enforce_file_format=True)
    return out.getvalue()


MAKERS = {"raw": raw, "jp2": jp2, "jxl": jxl, "exr": exr, "dicom": dicom}
