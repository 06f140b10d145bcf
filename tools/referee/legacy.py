"""Compares legacy files of torch.save, which have addresses in memory in them.

A storage is named by its address, and the storages are written in the order of their names.
"""

import pickle
import struct
from collections import OrderedDict
from io import BytesIO

MAGIC = pickle.dumps(0x1950A86A20F9469CFC6C, protocol=2)
ELEMENT_SIZES = {"torch.FloatStorage": 4, "torch.LongStorage": 8}


def is_legacy(data):
    return data.startswith(MAGIC)


def agree(made, committed):
    """Whether all but names and order is equal; of files cut short, what both have in full."""
    (value, storages), (other_value, other_storages) = read(made), read(committed)
    return (
        value == other_value
        and len(storages) == len(other_storages)
        and all(storages[i] == other_storages[i] for i in storages.keys() & other_storages.keys())
    )


def read(data):
    """The pickles, and the complete storages by the order in which the pickles name them."""
    stream = BytesIO(data)
    readers = [Reader(stream) for _ in range(4)]
    pickles = [reader.load() for reader in readers]
    storages = {}
    for key in pickle.load(stream):
        number, size = readers[-1].storages[key]
        (count,) = struct.unpack("<q", stream.read(8))
        content = stream.read(count * size)
        if len(content) == count * size:
            storages[number] = content
    return pickles, storages


class Name(str):
    """What a pickle calls; nothing is run."""

    def __call__(self, *arguments):
        return self, arguments


class Reader(pickle.Unpickler):
    def __init__(self, stream):
        super().__init__(stream)
        self.storages = {}

    def find_class(self, module, name):
        return OrderedDict if name == "OrderedDict" else Name(f"{module}.{name}")

    def persistent_load(self, identity):
        _, kind, key, *rest = identity
        number, _ = self.storages.setdefault(key, (len(self.storages), ELEMENT_SIZES[kind]))
        return kind, number, rest
