"""What the scripts of this folder share: where files go, the formulas of pictures and tensors."""

import base64
import gzip
import json
import sys
import zlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
DSL = "tests/Transfer.Dsl.Tests/TestData"
DATA = "tests/Transfer.Runtime.Tests/TestData/Data"
PARITY = "tests/Transfer.Runtime.Tests/TestData/Parity"
TRAINING = "tests/Transfer.Runtime.Tests/TestData/Training"
WEIGHTS = "tests/Transfer.Runtime.Tests/TestData/Weights"

# The salt of every parity file.
SALT = "a"


def path(*parts):
    """A file of the repository, or under the folder that the command line names."""
    full = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT).joinpath(*parts)
    full.parent.mkdir(parents=True, exist_ok=True)
    return full


def write_text(text, *parts):
    with open(path(*parts), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def write_json(value, *parts):
    write_text(json.dumps(value, indent=1) + "\n", *parts)


def write_gzip(value, *parts, separators=None):
    with gzip.GzipFile(path(*parts), "wb", mtime=0) as file:
        file.write(json.dumps(value, separators=separators).encode())


def b64(data):
    return base64.b64encode(data).decode()


def formula(width, height):
    """A picture with edges, gradients and noise, that the tests build by the same formula."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    noise = x * y % 29 * 7 + ((x >> 3) ^ (y >> 3)) * 11
    return ((x * 37 + y * 91 + c * 53 + noise) & 255).astype(np.uint8)


def smooth(width, height):
    """A picture without high frequencies, as photographs mostly are."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    waves = 60 * np.sin(x / 9.0 + c) + 60 * np.cos(y / 7.0 - c * 0.5)
    return (127.5 + waves).round().astype(np.uint8)


def uniform(key, count):
    """Numbers in [0, 1) by a hash of the key and the index, as FormulaWeights.cs has them."""
    x = np.arange(count, dtype=np.uint64) * 2654435761 + zlib.crc32((key + SALT).encode())
    x &= 0xFFFFFFFF
    x ^= x >> np.uint64(16)
    x = x * 2246822519 & 0xFFFFFFFF
    x ^= x >> np.uint64(13)
    return x / 2.0**32


def signed(key, shape):
    """Inputs: numbers in [-1, 1)."""
    return (2 * uniform(key, int(np.prod(shape))) - 1).astype(np.float32).reshape(shape)


def weight(key, shape):
    """The entry of a state dict that has this name, by the formula."""
    u = uniform(key, int(np.prod(shape)))
    if key.endswith("running_var") or len(shape) == 1 and key.endswith("weight"):
        values = 0.5 + u
    elif len(shape) <= 1:
        values = (u - 0.5) * 0.2
    else:
        values = (2 * u - 1) * np.sqrt(3 / (u.size / shape[0]))
    return values.astype(np.float32).reshape(shape)
