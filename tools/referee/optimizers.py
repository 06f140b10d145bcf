"""Writes Training/optimizers.json: parameters after each step of PyTorch's optimizers.

The task is a small regression of which all numbers are sines.
"""

import inspect
import math

import torch
from torch.optim import nadam

import common

STEPS = 14
# L-BFGS takes several iterations a step; once converged, its line search follows rounding errors.
LBFGS_STEPS = 5
# At this step the bias has no gradient, so that its count of steps differs from the weight's.
NO_BIAS_GRADIENT_AT = 4

CASES = {
    "sgd": ("SGD", dict(lr=0.1)),
    "sgd momentum": ("SGD", dict(lr=0.1, momentum=0.9, weight_decay=0.01)),
    "sgd nesterov": ("SGD", dict(lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True)),
    "adam": ("Adam", dict(lr=0.05)),
    "adam decay": ("Adam", dict(lr=0.05, betas=(0.8, 0.9), eps=1e-6, weight_decay=0.1)),
    "adamw": ("AdamW", dict(lr=0.05, weight_decay=0.1)),
    "rmsprop": ("RMSprop", dict(lr=0.01)),
    "rmsprop momentum": (
        "RMSprop",
        dict(lr=0.01, alpha=0.9, eps=1e-6, momentum=0.8, weight_decay=0.05),
    ),
    "rmsprop centered": ("RMSprop", dict(lr=0.01, centered=True, momentum=0.5)),
    "nadam": ("NAdam", dict(lr=0.02)),
    "nadam decay": (
        "NAdam",
        dict(lr=0.02, betas=(0.8, 0.95), weight_decay=0.1, momentum_decay=0.01),
    ),
    "radam": ("RAdam", dict(lr=0.02)),
    "radam decay": ("RAdam", dict(lr=0.02, betas=(0.8, 0.99), weight_decay=0.1)),
    "adagrad": ("Adagrad", dict(lr=0.1)),
    "adagrad decay": (
        "Adagrad",
        dict(lr=0.1, lr_decay=0.05, weight_decay=0.1, initial_accumulator_value=0.2),
    ),
    "lbfgs": ("LBFGS", dict(lr=0.5, max_iter=4, history_size=3)),
    "lbfgs wolfe": ("LBFGS", dict(lr=1, max_iter=3, line_search_fn="strong_wolfe")),
}

# PyTorch 1.13 multiplies by mu twice where later versions, as Dozat's paper, do it once.
exec(
    inspect.getsource(nadam._single_tensor_nadam).replace(
        "mu_product * mu * mu_next", "mu_product * mu_next"
    ),
    vars(nadam),
)


def wave(count, frequency, phase):
    return [math.sin(frequency * i + phase) for i in range(count)]


def run(kind, options):
    x = torch.tensor(wave(24, 1.7, 0.3)).reshape(8, 3)
    y = torch.tensor(wave(16, 0.9, 1.1)).reshape(8, 2)
    weight = torch.nn.Parameter(torch.tensor(wave(6, 2.3, 0.7)).reshape(2, 3))
    bias = torch.nn.Parameter(torch.tensor(wave(2, 1.1, 0.2)))
    groups = [dict(params=[weight]), dict(params=[bias], lr=options["lr"] / 10, weight_decay=0)]
    if kind == "LBFGS":
        groups = [weight, bias]
    optimizer = getattr(torch.optim, kind)(groups, **options)

    def loss():
        return (torch.tanh(x @ weight.t() + bias) - y).pow(2).mean()

    def closure():
        optimizer.zero_grad(set_to_none=True)
        value = loss()
        value.backward()
        return value

    after = []
    for step in range(LBFGS_STEPS if kind == "LBFGS" else STEPS):
        if kind == "LBFGS":
            optimizer.step(closure)
        else:
            closure()
            if step == NO_BIAS_GRADIENT_AT:
                bias.grad = None
            optimizer.step()
        after.append(dict(weight=weight.flatten().tolist(), bias=bias.tolist(), loss=loss().item()))
    return after


torch.set_num_threads(1)
cases = {name: run(*case) for name, case in CASES.items()}
result = dict(source="torch " + torch.__version__, cases=cases)
common.write_json(result, common.TRAINING, "optimizers.json")
