"""Writes Data/augmentation.json: what torchvision makes of small pictures with fixed parameters.

For each picture: operations, their parameters, and the first 16 digits of the SHA-256 of the
resulting bytes. The operations are those of torchvision.transforms.functional on PIL pictures, and
_apply_op, which TrivialAugmentWide calls.
"""

import hashlib
import json

import numpy as np
import torchvision.transforms.functional as F
from PIL import Image
from torchvision.transforms import InterpolationMode, TrivialAugmentWide
from torchvision.transforms.autoaugment import _apply_op

import common
from common import formula

PICTURES = {
    "formula": formula,
    # Little contrast, and a different range in each channel.
    "dull": lambda w, h: (formula(w, h) // np.array([4, 3, 9]) + np.array([90, 7, 200])).astype(
        np.uint8
    ),
    "flat": lambda w, h: np.full((h, w, 3), (3, 77, 201), np.uint8),
    # All hues and saturations.
    "hues": lambda w, h: (
        np.arange(w * h * 3).reshape(h, w, 3) * np.array([5, 31, 77]) % 256
    ).astype(np.uint8),
}
cases = {}


def add(picture, width, height, operation, arguments, change):
    before = Image.fromarray(PICTURES[picture](width, height))
    after = change(before)
    data = np.asarray(after.convert("RGB")).tobytes()
    cases.setdefault((picture, width, height), []).append(
        dict(
            operation=operation,
            arguments=list(arguments),
            sha=hashlib.sha256(data).hexdigest()[:16],
        )
    )


SHAPES = [
    ("formula", 37, 23),
    ("formula", 32, 32),
    ("formula", 2, 5),
    ("dull", 24, 40),
    ("flat", 9, 9),
    ("hues", 61, 47),
]
for shape in SHAPES:
    add(*shape, "hflip", [], F.hflip)
    add(*shape, "vflip", [], F.vflip)
    add(*shape, "grey", [], lambda p: F.rgb_to_grayscale(p, 3))
    add(*shape, "equalize", [], F.equalize)
    add(*shape, "autocontrast", [], F.autocontrast)
    for angle in (0, 7.5, -13.25, 45, 90, 135, 180, 270, -90, 301.7, 4.5):
        add(*shape, "rotate", [angle], lambda p: F.rotate(p, angle))
    for factor in (0.0, 0.37, 1.0, 1.6, 1.99, 0.01):
        add(*shape, "brightness", [factor], lambda p: F.adjust_brightness(p, factor))
        add(*shape, "contrast", [factor], lambda p: F.adjust_contrast(p, factor))
        add(*shape, "saturation", [factor], lambda p: F.adjust_saturation(p, factor))
        add(*shape, "sharpness", [factor], lambda p: F.adjust_sharpness(p, factor))
    for turn in (-0.5, -0.21, 0.0, 0.1, 0.337, 0.5):
        add(*shape, "hue", [turn], lambda p: F.adjust_hue(p, turn))
    for bits in (1, 2, 3, 5, 8):
        add(*shape, "posterize", [bits], lambda p: F.posterize(p, bits))
    for threshold in (0.0, 1.0, 127.5, 200, 255.0):
        add(*shape, "solarize", [threshold], lambda p: F.solarize(p, threshold))
    for right, down in ((3, 0), (-3, 2), (0, -4)):
        width, height = shape[1:]
        add(
            *shape,
            "shift",
            [right, down],
            lambda p: F.crop(F.pad(p, [4]), 4 - down, 4 - right, height, width),
        )

    # The whole range of TrivialAugmentWide.
    space = TrivialAugmentWide()._augmentation_space(31)
    for name, (magnitudes, signed) in space.items():
        values = [magnitudes.item()] if magnitudes.ndim == 0 else [float(m) for m in magnitudes]
        if shape[1:] not in ((37, 23), (32, 32)):
            values = values[::10]
        for index, value in enumerate(values):
            for sign in (1, -1) if signed else (1,):
                step = index if len(values) != 4 else index * 10
                add(
                    *shape,
                    "trivial",
                    [list(space).index(name), step, sign],
                    lambda p: _apply_op(p, name, sign * value, InterpolationMode.NEAREST, None),
                )

for picture, width, height, left, top, w, h, size in [
    ("formula", 37, 23, 0, 0, 37, 23, 16),
    ("formula", 37, 23, 5, 3, 20, 17, 16),
    ("formula", 37, 23, 20, 10, 17, 13, 16),
    ("formula", 37, 23, 36, 22, 1, 1, 4),
    ("formula", 37, 23, 4, 2, 16, 16, 16),
    ("formula", 37, 23, 4, 7, 16, 9, 16),
    ("hues", 61, 47, 1, 0, 60, 46, 33),
    ("hues", 61, 47, 60, 0, 1, 47, 8),
    ("dull", 24, 40, 3, 20, 21, 20, 7),
]:
    for interpolation in ("bilinear", "bicubic"):
        add(
            picture,
            width,
            height,
            f"resized_crop_{interpolation}",
            [left, top, w, h, size],
            lambda p: F.resized_crop(
                p, top, left, h, w, [size, size], InterpolationMode(interpolation)
            ),
        )

groups = []
for (picture, width, height), group in cases.items():
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in group)
    head = f'"picture":"{picture}","width":{width},"height":{height}'
    groups.append(f'{{{head},"cases":[\n{lines}\n]}}')
common.write_text("[" + ",\n".join(groups) + "]\n", common.DATA, "augmentation.json")
