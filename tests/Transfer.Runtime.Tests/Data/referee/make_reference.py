"""Writes TestData/Data: small pictures, and what Pillow and torchvision make of them.

Run:  python3 make_reference.py
Made with Pillow 9.4.0, torch 1.13.0, torchvision 0.14.1. The output is deterministic.

  preprocessing.json  torchvision's ImageClassification preset: on formula pictures (SHA-256 of the float32 result), and on
                      the files in pictures/ (the result itself, base64 of float32, little endian)
  formats.json        pictures in formats/ with Pillow's convert("RGB") (base64)
  exif/               one picture stored in the eight EXIF orientations; exif.json has it upright (base64)
  random.json         orders and draws by SplitMix64, written here a second time (the first is SeededRandom.cs)
  folder.json         the order in which torchvision's ImageFolder lists a tree of files
"""

import base64
import hashlib
import json
import os
import shutil
import tempfile

import numpy as np
from PIL import Image, ImageOps
from torchvision.datasets import ImageFolder
from torchvision.transforms import InterpolationMode
from torchvision.transforms._presets import ImageClassification
from torchvision.transforms.functional import rgb_to_grayscale

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "TestData", "Data")


def formula(width, height):
    """A picture with edges, gradients and noise, that the tests build by the same formula."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return ((x * 37 + y * 91 + c * 53 + x * y % 29 * 7 + ((x >> 3) ^ (y >> 3)) * 11) & 255).astype(np.uint8)


def smooth(width, height):
    """A picture without high frequencies, as photographs mostly are."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return (127.5 + 60 * np.sin(x / 9.0 + c) + 60 * np.cos(y / 7.0 - c * 0.5)).round().astype(np.uint8)


def preset(picture, resize, crop, interpolation):
    result = ImageClassification(
        crop_size=crop, resize_size=resize, interpolation=InterpolationMode(interpolation))(picture)
    assert tuple(result.shape) == (3, crop, crop)
    return result.contiguous().numpy().astype("<f4").tobytes()


def b64(data):
    return base64.b64encode(data).decode()


def path(*parts):
    full = os.path.join(OUT, *parts)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    return full


def write_json(name, value):
    with open(path(name), "w", newline="\n") as file:
        json.dump(value, file, indent=1)
        file.write("\n")


def preprocessing():
    sizes = [  # width, height, resize, crop
        (500, 375, 256, 224), (375, 500, 232, 224), (640, 427, 342, 299), (1203, 901, 256, 224), (100, 80, 256, 224),
        (256, 256, 256, 224), (224, 300, 224, 224), (300, 224, 224, 224), (31, 17, 8, 8), (17, 31, 40, 33), (33, 57, 20, 19),
        (57, 33, 20, 27), (40, 40, 20, 31), (41, 20, 20, 25), (7, 90, 3, 12), (90, 7, 3, 12), (1, 50, 2, 9), (50, 1, 5, 5),
        (1, 1, 3, 3), (2, 3, 1, 1), (1000, 3, 2, 6), (13, 11, 11, 8), (19, 23, 18, 16), (64, 48, 47, 48), (63, 47, 48, 47),
        (28, 28, 28, 28), (28, 28, 32, 32), (32, 32, 64, 64), (97, 101, 100, 50), (101, 97, 96, 51), (10, 30, 15, 64),
    ]
    cases = []
    for width, height, resize, crop in sizes:
        for interpolation in ("bilinear", "bicubic"):
            data = preset(Image.fromarray(formula(width, height)), resize, crop, interpolation)
            cases.append(dict(width=width, height=height, resize=resize, crop=crop, interpolation=interpolation,
                              sha256=hashlib.sha256(data).hexdigest()))

    files = []

    def file_case(name, resize, crop, interpolation):
        with Image.open(path("pictures", name)) as picture:
            data = preset(picture.convert("RGB"), resize, crop, interpolation)
        files.append(dict(file=name, resize=resize, crop=crop, interpolation=interpolation, expected=b64(data)))

    Image.fromarray(formula(37, 23)).save(path("pictures", "landscape.png"))
    Image.fromarray(formula(21, 45)).save(path("pictures", "portrait.png"))
    Image.fromarray(smooth(61, 47)).save(path("pictures", "smooth.jpg"), quality=90)
    file_case("landscape.png", 16, 14, "bilinear")
    file_case("landscape.png", 40, 16, "bicubic")
    file_case("portrait.png", 15, 18, "bilinear")
    file_case("portrait.png", 30, 15, "bicubic")
    file_case("smooth.jpg", 24, 20, "bilinear")
    file_case("smooth.jpg", 60, 22, "bicubic")

    grey = np.asarray(rgb_to_grayscale(Image.fromarray(formula(64, 48)), num_output_channels=3))
    write_json("preprocessing.json", dict(
        formula=cases, files=files,
        greySha256=hashlib.sha256(grey.tobytes()).hexdigest(),
        formulaSha256=hashlib.sha256(formula(64, 48).tobytes()).hexdigest()))


def formats():
    rgb = formula(9, 7)
    grey = rgb[:, :, 0]
    alpha = formula(9, 7)[:, :, 1].copy()
    alpha[0, :] = 0  # colours under full transparency are kept
    rgba = np.dstack([rgb, alpha])
    picture = Image.fromarray(rgb)
    palette = Image.fromarray((grey >> 4).astype(np.uint8), "P")
    palette.putpalette([(i * k) & 255 for i in range(16) for k in (17, 59, 101)])
    cases = []

    def add(name, tolerance, why):
        with Image.open(path("formats", name)) as read:
            expected = np.asarray(read.convert("RGB"))
        cases.append(dict(file=name, width=expected.shape[1], height=expected.shape[0], tolerance=tolerance, why=why,
                          expected=b64(expected.tobytes())))

    def save(name, image, tolerance=0, why="lossless", **options):
        image.save(path("formats", name), **options)
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
    save("lossy.webp", Image.fromarray(smooth(24, 16)), tolerance=1, why="chroma upsampling", quality=90)
    save("grey.jpg", Image.fromarray(smooth(24, 16)[:, :, 0]), tolerance=1, why="inverse DCT", quality=90)
    save("progressive.JPEG", Image.fromarray(smooth(24, 16)), tolerance=1, why="inverse DCT, colour conversion", quality=90,
         progressive=True)

    cmyk = Image.fromarray(smooth(24, 16)).convert("CMYK")
    save("cmyk.jpg", cmyk, tolerance=1, why="inverse DCT", quality=90)

    sixteen = path("formats", "rgb16.png")
    write_png16(sixteen, (rgb.astype(np.uint16) << 8) | formula(9, 7)[:, :, ::-1], 2)
    add("rgb16.png", 0, "the high byte")
    # Pillow clips 16-bit grey to white: the reference is the high byte.
    write_png16(path("formats", "grey16.png"), ((grey.astype(np.uint16) << 8) | grey[::-1])[:, :, None], 0)
    cases.append(dict(file="grey16.png", width=9, height=7, tolerance=0, why="the high byte",
                      expected=b64(np.repeat(grey[:, :, None], 3, 2).tobytes())))
    write_json("formats.json", cases)


def write_png16(name, samples, colour_type):
    """Pillow writes no 16-bit RGB."""
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width, _ = samples.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    with open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0))
                   + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def exif():
    # Blocks of one colour on JPEG's grid of 8 pixels, all different, so that every orientation shows.
    colours = [(230, 30, 30), (30, 230, 30), (30, 30, 230), (240, 240, 40), (20, 20, 20), (200, 40, 220)]
    upright = Image.new("RGB", (24, 16))
    for i, colour in enumerate(colours):
        upright.paste(colour, (i % 3 * 8, i // 3 * 8, i % 3 * 8 + 8, i // 3 * 8 + 8))
    stored_as = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    for orientation, method in stored_as.items():
        tags = Image.Exif()
        tags[0x0112] = orientation
        stored = upright if method is None else upright.transpose(method)
        stored.save(path("exif", f"{orientation}.jpg"), quality=95, subsampling=0, exif=tags)
        with Image.open(path("exif", f"{orientation}.jpg")) as read:
            turned = np.asarray(ImageOps.exif_transpose(read).convert("RGB"), dtype=int)
        assert np.abs(turned - np.asarray(upright, dtype=int)).max() <= 3
    write_json("exif.json", dict(width=24, height=16, expected=b64(upright.tobytes())))


class SplitMix64:
    MASK = (1 << 64) - 1

    def __init__(self, *key):
        self.state = 0
        for part in key:
            self.state = self.mix(self.state ^ (part & self.MASK))

    def mix(self, z):
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & self.MASK
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & self.MASK
        return z ^ (z >> 31)

    def word(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        return self.mix(self.state)

    def below(self, bound):
        return self.word() * bound >> 64

    def shuffled(self, values):
        values = list(values)
        for i in range(len(values) - 1):
            j = i + self.below(len(values) - i)
            values[i], values[j] = values[j], values[i]
        return values


def random_numbers():
    split, order, transform = 1, 2, 3
    # The words of the published generator from state 0, as in Vigna's splitmix64.c.
    published = SplitMix64()
    assert published.word() == 0xE220A8397B1DCDAF and published.word() == 0x6E789E6AA1B965F4
    cases = [dict(seed=seed, epoch=epoch, order=SplitMix64(order, seed, epoch, 0).shuffled(range(23)))
             for seed, epoch in ((42, 1), (0, 0), (-7, 3), (2 ** 40, 12))]
    # Of 20 pictures with labels 0, 1, 0, 1, ...: four of each class.
    drawn = [index for label in (0, 1)
             for index in SplitMix64(split, 42, label, 0).shuffled(range(label, 20, 2))[:4]]
    generator = SplitMix64(transform, -5, 6, 7)
    doubles = [(generator.word() >> 11) / 2 ** 53 for _ in range(3)]
    write_json("random.json", dict(orders=cases, take=sorted(drawn), doubles=doubles))


def folder():
    # No two names differ by case alone: some file systems hold only one of them.
    files = [
        "zebra/b.png", "zebra/a.PNG", "zebra/C.png", "zebra/sub/a.png", "zebra/sub-2/a.png", "zebra/sub/deep/x.png",
        "zebra/aa/z.png", "zebra/z.png", "Apple/10.png", "Apple/9.png", "Apple/notes.txt", "Zoo/1.png", "Zoo/1.jpeg.txt",
        "_x/0.webp", "\u00e4/1.bmp",
    ]
    with tempfile.TemporaryDirectory() as root:
        for name in files:
            os.makedirs(os.path.dirname(os.path.join(root, name)), exist_ok=True)
            open(os.path.join(root, name), "w").close()
        listed = ImageFolder(root)
        samples = [dict(file=os.path.relpath(sample, root), label=label) for sample, label in listed.samples]
        write_json("folder.json", dict(files=files, classes=listed.classes, samples=samples))


if __name__ == "__main__":
    for name in ("pictures", "formats", "exif"):
        shutil.rmtree(os.path.join(OUT, name), ignore_errors=True)
    preprocessing()
    formats()
    exif()
    random_numbers()
    folder()
