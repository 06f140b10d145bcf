"""Writes Data/preprocessing.json and Data/pictures: torchvision's ImageClassification preset.

On formula pictures it is the SHA-256 of the float32 result; on the files of pictures/ the result
itself (base64 of float32, little endian).
"""

import hashlib

import numpy as np
from PIL import Image
from torchvision.transforms import InterpolationMode
from torchvision.transforms._presets import ImageClassification
from torchvision.transforms.functional import rgb_to_grayscale

import common


def preset(picture, resize, crop, interpolation):
    result = ImageClassification(
        crop_size=crop, resize_size=resize, interpolation=InterpolationMode(interpolation)
    )(picture)
    assert tuple(result.shape) == (3, crop, crop)
    return result.contiguous().numpy().astype("<f4").tobytes()


def preprocessing():
    sizes = [  # width, height, resize, crop
        (500, 375, 256, 224),
        (375, 500, 232, 224),
        (640, 427, 342, 299),
        (1203, 901, 256, 224),
        (100, 80, 256, 224),
        (256, 256, 256, 224),
        (224, 300, 224, 224),
        (300, 224, 224, 224),
        (31, 17, 8, 8),
        (17, 31, 40, 33),
        (33, 57, 20, 19),
        (57, 33, 20, 27),
        (40, 40, 20, 31),
        (41, 20, 20, 25),
        (7, 90, 3, 12),
        (90, 7, 3, 12),
        (1, 50, 2, 9),
        (50, 1, 5, 5),
        (1, 1, 3, 3),
        (2, 3, 1, 1),
        (1000, 3, 2, 6),
        (13, 11, 11, 8),
        (19, 23, 18, 16),
        (64, 48, 47, 48),
        (63, 47, 48, 47),
        (28, 28, 28, 28),
        (28, 28, 32, 32),
        (32, 32, 64, 64),
        (97, 101, 100, 50),
        (101, 97, 96, 51),
        (10, 30, 15, 64),
    ]
    cases = []
    for width, height, resize, crop in sizes:
        for interpolation in ("bilinear", "bicubic"):
            data = preset(
                Image.fromarray(common.formula(width, height)), resize, crop, interpolation
            )
            cases.append(
                dict(
                    width=width,
                    height=height,
                    resize=resize,
                    crop=crop,
                    interpolation=interpolation,
                    sha256=hashlib.sha256(data).hexdigest(),
                )
            )

    files = []

    def file_case(name, resize, crop, interpolation):
        with Image.open(common.path(common.DATA, "pictures", name)) as picture:
            data = preset(picture.convert("RGB"), resize, crop, interpolation)
        files.append(
            dict(
                file=name,
                resize=resize,
                crop=crop,
                interpolation=interpolation,
                expected=common.b64(data),
            )
        )

    Image.fromarray(common.formula(37, 23)).save(
        common.path(common.DATA, "pictures", "landscape.png")
    )
    Image.fromarray(common.formula(21, 45)).save(
        common.path(common.DATA, "pictures", "portrait.png")
    )
    Image.fromarray(common.smooth(61, 47)).save(
        common.path(common.DATA, "pictures", "smooth.jpg"), quality=90
    )
    file_case("landscape.png", 16, 14, "bilinear")
    file_case("landscape.png", 40, 16, "bicubic")
    file_case("portrait.png", 15, 18, "bilinear")
    file_case("portrait.png", 30, 15, "bicubic")
    file_case("smooth.jpg", 24, 20, "bilinear")
    file_case("smooth.jpg", 60, 22, "bicubic")

    grey = np.asarray(
        rgb_to_grayscale(Image.fromarray(common.formula(64, 48)), num_output_channels=3)
    )
    common.write_json(
        dict(
            formula=cases,
            files=files,
            greySha256=hashlib.sha256(grey.tobytes()).hexdigest(),
            formulaSha256=hashlib.sha256(common.formula(64, 48).tobytes()).hexdigest(),
        ),
        common.DATA,
        "preprocessing.json",
    )


preprocessing()
