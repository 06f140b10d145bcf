"""Writes Parity/training.json: losses of six training steps and the logits afterwards, in PyTorch.

Frozen layers, groups with rates of their own, weight decay, a layer that joins late. Dropout and
stochastic depth are off. A batch norm without a trainable parameter stays in eval mode.
"""

import json

import numpy as np
import torch
import torchvision
from torch import nn

import common
import models

CLASSES, BATCH, SIDE, STEPS = 5, 8, 64, 6
# The batch whose first two rows are asked for after the training.
UNSEEN = 99
OPTIMIZERS = dict(sgd=torch.optim.SGD, adam=torch.optim.Adam, adamw=torch.optim.AdamW)


def case(model, head, trainable, optimizer, groups=None, unfreeze_at=None, frozen_norm=None):
    return (
        dict(
            model=model,
            head=head,
            classes=CLASSES,
            trainable=trainable,
            optimizer=optimizer,
            groups=groups,
            unfreeze_at=unfreeze_at,
        ),
        frozen_norm,
    )


CASES = dict(
    linear_probe_sgd=case(
        "resnet18", "fc", ["fc"], dict(kind="sgd", lr=0.01, momentum=0.9), frozen_norm="bn1"
    ),
    layer4_sgd_weight_decay=case(
        "resnet18",
        "fc",
        ["layer4", "fc"],
        dict(kind="sgd", lr=0.0005, momentum=0.9, weight_decay=0.01),
        frozen_norm="bn1",
    ),
    discriminative_adamw=case(
        "resnet18",
        "fc",
        ["layer3", "layer4", "fc"],
        dict(kind="adamw", lr=1e-3, weight_decay=0.01),
        groups=[
            dict(layer="layer3", lr=1e-5),
            dict(layer="layer4", lr=1e-4),
            dict(layer="fc", lr=1e-3),
        ],
        frozen_norm="bn1",
    ),
    gradual_unfreeze_sgd=case(
        "resnet18",
        "fc",
        ["fc"],
        dict(kind="sgd", lr=0.01, momentum=0.9),
        unfreeze_at=dict(step=3, layer="layer4", lr=1e-3),
        frozen_norm="bn1",
    ),
    full_fine_tune_adam=case(
        "mobilenet_v3_small", "classifier.3", ["features", "classifier"], dict(kind="adam", lr=1e-4)
    ),
    vgg_features_frozen=case(
        "vgg11_bn",
        "classifier.6",
        ["classifier"],
        dict(kind="sgd", lr=1e-3, momentum=0.9),
        frozen_norm="features.1",
    ),
    convnext_head=case(
        "convnext_tiny",
        "classifier.2",
        ["classifier"],
        dict(kind="adamw", lr=1e-3, weight_decay=0.05),
    ),
)


def network_of(run):
    network = models.build(run["model"])
    parent, _, name = run["head"].rpartition(".")
    parent = network.get_submodule(parent)
    setattr(parent, name, nn.Linear(getattr(parent, name).in_features, CLASSES))
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
        elif isinstance(module, torchvision.ops.StochasticDepth):
            module.p = 0.0
    return models.fill(network).requires_grad_(False)


def unfreeze(network, layer):
    return list(network.get_submodule(layer).requires_grad_(True).parameters())


def set_modes(network):
    network.train()
    for module in network.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            module.train(any(p.requires_grad for p in module.parameters()))


def images(step):
    return models.formula_input(f"x{step}", BATCH, 3, SIDE, SIDE)


def labels(step):
    return torch.from_numpy(np.floor(common.uniform(f"y{step}", BATCH) * CLASSES).astype(np.int64))


def train(run, frozen_norm):
    network = network_of(run)
    rates = {group["layer"]: group["lr"] for group in run["groups"] or []}
    groups = [
        dict(params=unfreeze(network, layer), **({"lr": rates[layer]} if rates else {}))
        for layer in run["trainable"]
    ]
    options = dict(run["optimizer"])
    optimizer = OPTIMIZERS[options.pop("kind")](groups, **options)
    late = run["unfreeze_at"]
    losses = []
    for step in range(STEPS):
        if late and step == late["step"]:
            optimizer.add_param_group(dict(params=unfreeze(network, late["layer"]), lr=late["lr"]))
        set_modes(network)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(images(step)), labels(step))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    network.eval()
    with torch.no_grad():
        logits = network(images(UNSEEN))[:2].tolist()
    sums = {}
    if frozen_norm:
        mean = network.get_submodule(frozen_norm).running_mean
        sums[frozen_norm + ".running_mean"] = mean.sum().item()
    return dict(run, losses=losses, eval_logits_after=logits, frozen_bn_running_mean_sum=sums)


torch.set_num_threads(1)
result = dict(
    source=f"torch {torch.__version__}, torchvision {torchvision.__version__}",
    salt=common.SALT,
    cases={name: train(*case) for name, case in CASES.items()},
)
common.write_text(json.dumps(result, indent=1), common.PARITY, "training.json")
