"""Documents by the libraries that people use: openpyxl, python-docx, python-pptx, xlwt, img2pdf, pikepdf, Pillow."""

import io
import random

import docx
import img2pdf
import openpyxl
import pikepdf
import pptx
import xlwt
from PIL import Image

import pictures


def make(what, options, seed):
    return WRITERS[what](seed=seed, **options)


def png(seed, kind="page", side=400):
    return pictures.make([kind, [side, side], "RGB", "PNG"], {}, seed)


def jpeg(seed, kind="page", size=(1200, 1700), **options):
    return pictures.make([kind, list(size), "RGB", "JPEG"], options, seed)


def xlsx(seed, rows, columns, step=1, streamed=False, image=False, value=None):
    book = openpyxl.Workbook(write_only=streamed)
    sheet = book.create_sheet("Sheet") if streamed else book.active
    values = random.Random(seed)
    if streamed:
        for _ in range(rows):
            sheet.append([value if value is not None else values.random() for _ in range(columns)])
    else:
        for row in range(1, rows + 1, step):
            for column in range(1, columns + 1, step):
                sheet.cell(row=row, column=column, value=value if value is not None else values.random())
    if image:
        sheet.add_image(openpyxl.drawing.image.Image(io.BytesIO(png(seed, "noise"))), "B2")
    return saved(book)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(seed, paragraphs, images=0, kind="noise"):
    document = docx.Document()
    words = random.Random(seed)
    for _ in range(paragraphs):
        document.add_paragraph(" ".join(words.choices(["upload", "page", "of", "text"], k=40)))
    for number in range(images):
        document.add_picture(io.BytesIO(png(seed + number, kind)))
    return saved(document)


def slides(seed, count, images=0, kind="noise"):
    deck = pptx.Presentation()
    for number in range(count):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        for image in range(images):
            slide.shapes.add_picture(io.BytesIO(png(seed + number * 10 + image, kind)), 0, 0)
    return saved(deck)


def xls(seed, rows, columns, step=1):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    values = random.Random(seed)
    for row in range(0, rows, step):
        for column in range(0, columns, step):
            sheet.write(row, column, values.random())
    return saved(book)


def scanned_pdf(seed, pages=1, kind="page", size=(1654, 2339), **options):
    images = [jpeg(seed + number, kind, size) for number in range(pages)]
    return img2pdf.convert(images, rotation=img2pdf.Rotation.none, creationdate=None, nodate=True, **options)


def pillow_pdf(seed, pages=1, kind="page", mode="RGB", size=(1654, 2339)):
    return pictures.make([kind, list(size), mode, "PDF"], {"frames": pages}, seed)


def pdf(seed, pages=1, image=None, attachments=0, attached="JPEG", raw=False, **options):
    document = pikepdf.Pdf.new()
    for number in range(pages):
        document.add_blank_page()
    if image:
        # Samples without a filter: the page itself is written as it is.
        width, height = image
        samples = Image.new("RGB", (width, height), (255, 255, 255)).tobytes()
        stream = pikepdf.Stream(document, samples)
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width, stream.Height = width, height
        stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
        document.pages[0].Contents = pikepdf.Stream(document, b"q 600 0 0 800 0 0 cm /Im0 Do Q")
    for number in range(attachments):
        data = pictures.make(["noise", [200, 200], "RGB", attached], {}, seed + number)
        document.attachments[f"picture {number}.{attached.lower()}"] = data
    out = io.BytesIO()
    mode = options.pop("objects", "preserve")
    document.save(
        out,
        object_stream_mode=getattr(pikepdf.ObjectStreamMode, mode),
        compress_streams=not raw,
        deterministic_id=True,
        **options,
    )
    return out.getvalue()


WRITERS = {
    "xlsx": xlsx,
    "docx": word,
    "pptx": slides,
    "xls": xls,
    "scan": scanned_pdf,
    "pillow": pillow_pdf,
    "pdf": pdf,
}
