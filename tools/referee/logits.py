"""Writes Parity/logits.json: what torchvision's classifiers answer under the formula's weights.

Two inputs each, in eval mode; of each row the first eight logits, and figures of all.
"""

import json

import torch
import torchvision

import common
import models

NAMES = """
alexnet vgg16 vgg11_bn resnet18 resnet50 resnext50_32x4d wide_resnet50_2 squeezenet1_1 densenet121
googlenet inception_v3 mobilenet_v2 mobilenet_v3_small mnasnet0_5 shufflenet_v2_x0_5 efficientnet_b0
efficientnet_v2_s regnet_y_400mf convnext_tiny vit_b_32 swin_t swin_v2_t maxvit_t
""".split()


def answer(name):
    network = models.fill(models.build(name)).eval()
    side = 299 if name == "inception_v3" else 224
    shape = [2, 3, side, side]
    with torch.no_grad():
        logits = network(models.formula_input("input", *shape))
    return dict(
        params=sum(p.numel() for p in network.parameters()),
        input=shape,
        logits_head=logits[:, :8].tolist(),
        logits_mean=logits.mean().item(),
        logits_std=logits.std().item(),
        logits_l2=logits.norm().item(),
        argmax=logits.argmax(1).tolist(),
    )


torch.set_num_threads(1)
source = f"torchvision {torchvision.__version__}, torch {torch.__version__}"
result = dict(source=source, salt=common.SALT, models={name: answer(name) for name in NAMES})
common.write_text(json.dumps(result, separators=(",", ":")), common.PARITY, "logits.json")
