"""Writes Weights: small files of torch.save with what they hold (expected.json), files to refuse.

The random numbers are those of seed 7, in the order of this script.
"""

import json
import os
import pickle
from collections import OrderedDict

import torch
from torch import nn

import common

# expected.json has the first numbers of a tensor and the sum of all.
SHOWN = 32
expected = OrderedDict()


def save(name, value, **options):
    torch.save(value, common.path(common.WEIGHTS, name), **options)


def sample(name, value, tensors=None, **options):
    save(name, value, **options)
    expected[name] = {key: facts(t.detach()) for key, t in (tensors or value).items()}


def facts(tensor):
    numbers = tensor.double().flatten()
    return dict(
        dtype=str(tensor.dtype).replace("torch.", ""),
        shape=list(tensor.shape),
        values=numbers[:SHOWN].tolist(),
        sum=numbers.sum().item(),
    )


def cast(state, dtype):
    return OrderedDict((k, v.to(dtype) if v.is_floating_point() else v) for k, v in state.items())


class Command:
    """What a pickle can do: its reader calls what __reduce__ names."""

    def __reduce__(self):
        return os.system, ("touch PWNED",)


def write(data, name):
    common.path(common.WEIGHTS, name).write_bytes(data)


def cut(name, length, into):
    write(common.path(common.WEIGHTS, name).read_bytes()[:length], into)


torch.set_num_threads(1)
torch.manual_seed(7)
state = OrderedDict()
state["conv1.weight"] = torch.randn(4, 3, 3, 3)
state["bn1.weight"] = torch.randn(4)
state["bn1.bias"] = torch.randn(4)
state["bn1.running_mean"] = torch.randn(4)
state["bn1.running_var"] = torch.randn(4).abs()
state["bn1.num_batches_tracked"] = torch.tensor(5)
state["fc.weight"] = torch.randn(3, 4)
state["fc.bias"] = torch.randn(3)

base = torch.randn(10, 6)
views = OrderedDict()
views["transposed"] = base.t()
views["row"] = base[3]
views["col"] = base[:, 2]
views["offset"] = base[4:6, 1:3]
views["expanded"] = torch.randn(1).expand(5)
views["same"] = base

network = nn.Sequential(
    OrderedDict(conv1=nn.Conv2d(3, 4, 3), bn1=nn.BatchNorm2d(4), fc=nn.Linear(4, 3))
)
parameters = OrderedDict(
    (k, nn.Parameter(v, requires_grad=False) if v.is_floating_point() else v)
    for k, v in state.items()
)
parallel = OrderedDict(("module." + k, v) for k, v in state.items())
legacy = dict(_use_new_zipfile_serialization=False)

sample("zip.pth", state)
sample("legacy.pth", state, **legacy)
sample("module_state.pth", network.state_dict())
sample("parameters.pth", parameters)
sample("parameters_legacy.pth", parameters, **legacy)
sample("half.pth", cast(state, torch.float16))
sample("bfloat16.pth", cast(state, torch.bfloat16))
sample("double.pth", cast(state, torch.float64))
sample("views_shared_storage.pth", views)
sample("views_shared_storage_legacy.pth", views, **legacy)
# As the training script of PyTorch's ImageNet example writes it.
checkpoint = dict(epoch=3, best_acc1=71.25, arch="toy", state_dict=parallel)
checkpoint["optimizer"] = dict(param_groups=[dict(lr=0.1, params=[0, 1])], state={})
sample("imagenet_example_checkpoint.pth", checkpoint, parallel)
sample("model_key_checkpoint.pth", dict(model=state, args=dict(lr=0.5)), state)
sample("empty.pth", OrderedDict())
sample("scalar_and_zero.pth", OrderedDict(s=torch.tensor(3.5), z=torch.zeros(0, 4)))
common.write_text(json.dumps(expected, indent=1), common.WEIGHTS, "expected.json")

save("refuse/whole_module.pth", network)
save("refuse/runs_a_command.pth", dict(w=Command()))
save("refuse/runs_a_command_legacy.pth", dict(w=Command()), **legacy)
# Of a module with more than one constant, the archive has them in an order by chance.
script = torch.jit.script(nn.PReLU())
script.save(str(common.path(common.WEIGHTS, "refuse/torchscript.pt")))
cut("zip.pth", 1459, "refuse/truncated_zip.pth")
cut("legacy.pth", -7, "refuse/truncated_legacy.pth")
write(b"", "refuse/empty_file.pth")
write(b"<html><body>404 Not Found</body></html>", "refuse/html_error_page.pth")
write(pickle.dumps(dict(a=1), protocol=4), "refuse/bare_pickle.pth")
