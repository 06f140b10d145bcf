"""Writes torchvision.json.gz: state dicts, heads, batch norms and weights entries of 45 networks.

Multiply-adds are counted here, by the rules of torchvision's own table (which came with 0.15): the
products of convolutions and matrices of one picture, without bias, norm and activation.
"""

from math import prod

import torch
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode
from torchvision import models as torchvision_models

import common
import models

FAMILIES = """
alexnet convnext densenet efficientnet_b mobilenet resnet resnext squeezenet vgg vit wide_resnet
""".split()
# Files that torchvision published anew after 0.14, under names of other hashes (0.15.2 has them).
PUBLISHED_ANEW = {
    "efficientnet_b0_rwightman-3dd342df.pth": "efficientnet_b0_rwightman-7f5810bc.pth",
    "efficientnet_b1_rwightman-533bc792.pth": "efficientnet_b1_rwightman-bac287d4.pth",
    "efficientnet_b2_rwightman-bcdf34b7.pth": "efficientnet_b2_rwightman-c35c1473.pth",
    "efficientnet_b3_rwightman-cf984f9c.pth": "efficientnet_b3_rwightman-b3899882.pth",
    "efficientnet_b4_rwightman-7eb33cd5.pth": "efficientnet_b4_rwightman-23ab8bcd.pth",
    "efficientnet_b5_lukemelas-b6417697.pth": "efficientnet_b5_lukemelas-1a07897c.pth",
    "efficientnet_b6_lukemelas-c76e70fd.pth": "efficientnet_b6_lukemelas-24a108a5.pth",
    "efficientnet_b7_lukemelas-dcc49843.pth": "efficientnet_b7_lukemelas-c5b4e57e.pth",
}
# Read by a person in torchvision's documentation; no field holds them.
SWAG = (
    "SWAG weights: CC-BY-NC 4.0 (non-commercial) - "
    "https://github.com/facebookresearch/SWAG/blob/main/LICENSE"
)
BSD = (
    "BSD-3-Clause repo; weights trained on ImageNet-1K, may carry dataset terms "
    "(torchvision README 'Pre-trained Model License')"
)


class MultiplyAdds(TorchDispatchMode):
    """Counts while it is entered."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def __torch_dispatch__(self, operator, types, arguments=(), options=None):
        result = operator(*arguments, **(options or {}))
        name = operator._schema.name
        if name == "aten::convolution":
            self.count += result.numel() * arguments[1][0].numel()
        elif name in ("aten::mm", "aten::bmm"):
            self.count += result.numel() * arguments[0].shape[-1]
        elif name == "aten::addmm":
            self.count += result.numel() * arguments[1].shape[-1]
        return result


def multiply_adds(name, side):
    options = dict(image_size=side) if name.startswith("vit") else {}
    network = models.build(name, **options).to("meta").eval()
    with torch.no_grad(), MultiplyAdds() as counted:
        network(torch.zeros(1, 3, side, side, device="meta"))
    return round(counted.count / 1e9, 3)


def weights_entry(name, entry, default):
    preset = entry.transforms()
    folder, file = entry.url.rsplit("/", 1)
    file = PUBLISHED_ANEW.get(file, file)
    side = preset.crop_size[0]
    return dict(
        name=entry.name,
        default=entry is default,
        file=file,
        sha=file[: -len(".pth")].rpartition("-")[2],
        url=f"{folder}/{file}",
        acc1=entry.meta["_metrics"]["ImageNet-1K"]["acc@1"],
        resize=preset.resize_size[0],
        crop=side,
        interpolation=preset.interpolation.value,
        mean=preset.mean,
        std=preset.std,
        gflops=multiply_adds(name, side),
        license=SWAG if "SWAG" in entry.name else BSD,
        min=entry.meta["min_size"][0],
    )


def facts(name):
    network = models.build(name)
    head, layer = [
        (path, module)
        for path, module in network.named_modules()
        if isinstance(module, (nn.Linear, nn.Conv2d))
    ][-1]
    norms = {
        (module.eps, module.momentum)
        for module in network.modules()
        if isinstance(module, nn.BatchNorm2d)
    }
    entries = torchvision_models.get_model_weights(name)
    parameters = [(key, *tensor.shape) for key, tensor in network.named_parameters()]
    return dict(
        params=sum(prod(shape) for _, *shape in parameters),
        parameters=parameters,
        buffers=[(key, *tensor.shape) for key, tensor in network.named_buffers()],
        head=head,
        head_in=layer.weight.shape[1],
        bn=sorted(norms),
        # One of vgg16's entries has no head.
        weights=[
            weights_entry(name, entry, entries.DEFAULT)
            for entry in entries
            if entry.meta["categories"]
        ],
    )


torch.set_num_threads(1)
names = torchvision_models.list_models(module=torchvision_models)
result = {name: facts(name) for name in sorted(names) if name.startswith(tuple(FAMILIES))}
common.write_gzip(result, common.DSL, "torchvision.json.gz", separators=(",", ":"))
