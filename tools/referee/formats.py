"""Writes Data/formats and formats.json: small pictures with Pillow's convert("RGB") (base64)."""

import struct
import zlib

import numpy as np
from PIL import Image

import common


def write_png16(name, samples, colour_type):
    """Pillow writes no 16-bit RGB."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    height, width, _ = samples.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    with open(name, "wb") as file:
        file.write(
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b"")
        )


def formats():
    rgb = common.formula(9, 7)
    grey = rgb[:, :, 0]
    alpha = common.formula(9, 7)[:, :, 1].copy()
    alpha[0, :] = 0  # colours under full transparency are kept
    rgba = np.dstack([rgb, alpha])
    picture = Image.fromarray(rgb)
    palette = Image.fromarray((grey >> 4).astype(np.uint8), "P")
    palette.putpalette([(i * k) & 255 for i in range(16) for k in (17, 59, 101)])
    cases = []

    def add(name, tolerance, why):
        with Image.open(common.path(common.DATA, "formats", name)) as read:
            expected = np.asarray(read.convert("RGB"))
        cases.append(
            dict(
                file=name,
                width=expected.shape[1],
                height=expected.shape[0],
                tolerance=tolerance,
                why=why,
                expected=common.b64(expected.tobytes()),
            )
        )

    def save(name, image, tolerance=0, why="lossless", **options):
        image.save(common.path(common.DATA, "formats", name), **options)
        add(name, tolerance, why)

    save("rgb.png", picture)
    save("grey.png", Image.fromarray(grey))
    save("bit.png", Image.fromarray(grey > 127))
    save("grey-alpha.png", Image.fromarray(np.dstack([grey, alpha]), "LA"))
    save("rgba.png", Image.fromarray(rgba))
    save("palette.png", palette)
    save("palette-transparent.png", palette, transparency=3)
    save("rgb.BMP", picture)
    save("palette.bmp", palette)
    save("rgb.webp", picture, lossless=True)
    save("rgba.webp", Image.fromarray(rgba), lossless=True, exact=True)
    save(
        "lossy.webp",
        Image.fromarray(common.smooth(24, 16)),
        tolerance=1,
        why="chroma upsampling",
        quality=90,
    )
    save(
        "grey.jpg",
        Image.fromarray(common.smooth(24, 16)[:, :, 0]),
        tolerance=1,
        why="inverse DCT",
        quality=90,
    )
    save(
        "progressive.JPEG",
        Image.fromarray(common.smooth(24, 16)),
        tolerance=1,
        why="inverse DCT, colour conversion",
        quality=90,
        progressive=True,
    )

    cmyk = Image.fromarray(common.smooth(24, 16)).convert("CMYK")
    save("cmyk.jpg", cmyk, tolerance=1, why="inverse DCT", quality=90)

    sixteen = common.path(common.DATA, "formats", "rgb16.png")
    write_png16(sixteen, (rgb.astype(np.uint16) << 8) | common.formula(9, 7)[:, :, ::-1], 2)
    add("rgb16.png", 0, "the high byte")
    # Pillow clips 16-bit grey to white: the reference is the high byte.
    write_png16(
        common.path(common.DATA, "formats", "grey16.png"),
        ((grey.astype(np.uint16) << 8) | grey[::-1])[:, :, None],
        0,
    )
    cases.append(
        dict(
            file="grey16.png",
            width=9,
            height=7,
            tolerance=0,
            why="the high byte",
            expected=common.b64(np.repeat(grey[:, :, None], 3, 2).tobytes()),
        )
    )
    common.write_json(cases, common.DATA, "formats.json")


formats()
