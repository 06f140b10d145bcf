"""Writes Data/exif and exif.json: one picture in the eight EXIF orientations, and upright."""

import numpy as np
from PIL import Image, ImageOps

import common


def exif():
    # Blocks of one colour on JPEG's grid of 8 pixels, all different: every orientation shows.
    colours = [
        (230, 30, 30),
        (30, 230, 30),
        (30, 30, 230),
        (240, 240, 40),
        (20, 20, 20),
        (200, 40, 220),
    ]
    upright = Image.new("RGB", (24, 16))
    for i, colour in enumerate(colours):
        upright.paste(colour, (i % 3 * 8, i // 3 * 8, i % 3 * 8 + 8, i // 3 * 8 + 8))
    stored_as = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    for orientation, method in stored_as.items():
        tags = Image.Exif()
        tags[0x0112] = orientation
        stored = upright if method is None else upright.transpose(method)
        stored.save(
            common.path(common.DATA, "exif", f"{orientation}.jpg"),
            quality=95,
            subsampling=0,
            exif=tags,
        )
        with Image.open(common.path(common.DATA, "exif", f"{orientation}.jpg")) as read:
            turned = np.asarray(ImageOps.exif_transpose(read).convert("RGB"), dtype=int)
        assert np.abs(turned - np.asarray(upright, dtype=int)).max() <= 3
    common.write_json(
        dict(width=24, height=16, expected=common.b64(upright.tobytes())), common.DATA, "exif.json"
    )


exif()
