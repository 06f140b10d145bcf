"""Writes Data/folder.json: the order in which torchvision's ImageFolder lists a tree of files."""

import os
import tempfile

from torchvision.datasets import ImageFolder

import common


def folder():
    # No two names differ by case alone: some file systems hold only one of them.
    files = [
        "zebra/b.png",
        "zebra/a.PNG",
        "zebra/C.png",
        "zebra/sub/a.png",
        "zebra/sub-2/a.png",
        "zebra/sub/deep/x.png",
        "zebra/aa/z.png",
        "zebra/z.png",
        "Apple/10.png",
        "Apple/9.png",
        "Apple/notes.txt",
        "Zoo/1.png",
        "Zoo/1.jpeg.txt",
        "_x/0.webp",
        "\u00e4/1.bmp",
    ]
    with tempfile.TemporaryDirectory() as root:
        for name in files:
            os.makedirs(os.path.dirname(os.path.join(root, name)), exist_ok=True)
            open(os.path.join(root, name), "w").close()
        listed = ImageFolder(root)
        samples = [
            dict(file=os.path.relpath(sample, root), label=label)
            for sample, label in listed.samples
        ]
    common.write_json(
        dict(files=files, classes=listed.classes, samples=samples), common.DATA, "folder.json"
    )


folder()
