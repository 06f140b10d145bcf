"""Networks of torchvision without its random start, and with the formula's weights."""

import torch
from torchvision import models

import common

# The start takes minutes for the large networks, and every entry is overwritten or not read.
for name in ("normal_", "uniform_"):
    setattr(torch.Tensor, name, lambda tensor, *_, **__: tensor)


def build(name, **options):
    if name in ("googlenet", "inception_v3"):
        options["init_weights"] = False
    return models.get_model(name, weights=None, **options)


def fill(network):
    """Gives every floating-point entry the formula's weights and makes every index zero."""
    with torch.no_grad():
        for key, entry in network.state_dict().items():
            if entry.is_floating_point():
                entry.copy_(torch.from_numpy(common.weight(key, tuple(entry.shape))))
            else:
                entry.zero_()
    return network


def formula_input(key, *shape):
    return torch.from_numpy(common.signed(key, shape))
