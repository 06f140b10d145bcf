"""Writes Data/losses.json: PyTorch's losses of a small batch, with class weights and smoothing."""

import json

import torch

import common

logits = torch.tensor([[0.5, -1.25, 2.0], [1.5, 0.25, -0.75], [-2.0, 3.0, 0.125], [0.0, 0.0, 1.0]])
labels = torch.tensor([2, 0, 2, 1])
soft = torch.tensor([[0.1, 0.2, 0.7], [1.0, 0.0, 0.0], [0.25, 0.5, 0.25], [0.0, 0.6, 0.4]])
several = torch.tensor([[1.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 0.0]])
losses = []
for weights in ([], [0.5, 2.0, 1.25]):
    weight = torch.tensor(weights) if weights else None
    for smoothing in (0.0, 0.1, 0.5):
        for name, target in (("classes", labels), ("soft", soft)):
            value = torch.nn.CrossEntropyLoss(weight, label_smoothing=smoothing)(logits, target)
            losses.append(
                dict(target=name, weights=weights, smoothing=smoothing, value=value.item())
            )
    losses.append(
        dict(
            target="several",
            weights=weights,
            smoothing=0.0,
            value=torch.nn.BCEWithLogitsLoss(pos_weight=weight)(logits, several).item(),
        )
    )
lines = ",\n".join(json.dumps(case) for case in losses)
common.write_text(f"[\n{lines}\n]\n", common.DATA, "losses.json")
