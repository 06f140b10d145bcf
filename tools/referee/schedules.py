"""Writes schedules.json.gz: rates and momenta of torch.optim.lr_scheduler at every optimizer step.

Each case has two groups from the start, and one that joins late by add_param_group, with the
scheduler's base_lrs extended.
"""

import torch
from torch.optim import lr_scheduler as lrs

import common

BASES = [0.1, 0.003]
LATE = 0.02


def parameter():
    return torch.nn.Parameter(torch.zeros(1))


def case(schedule, make, epochs, steps, per, lowest=0.0, join=None, metrics=None):
    groups = [{"params": [parameter()], "lr": base} for base in BASES]
    optimizer = torch.optim.SGD(groups, lr=1, momentum=0.9)
    scheduler = make(optimizer, epochs, steps)
    inner = getattr(scheduler, "_schedulers", [scheduler])
    rates, momenta = [], []
    for epoch in range(epochs):
        if join == epoch:
            first = optimizer.param_groups[0]
            share = (first["lr"] - lowest) / (BASES[0] - lowest)
            late = {
                "params": [parameter()],
                "lr": lowest + (LATE - lowest) * share,
                "initial_lr": LATE,
            }
            if isinstance(scheduler, lrs.OneCycleLR):
                late.update(
                    initial_lr=LATE * first["initial_lr"] / first["max_lr"],
                    max_lr=LATE,
                    min_lr=LATE * first["min_lr"] / first["max_lr"],
                    base_momentum=first["base_momentum"],
                    max_momentum=first["max_momentum"],
                    momentum=first["momentum"],
                )
                late["lr"] = LATE * first["lr"] / first["max_lr"]
            optimizer.add_param_group(late)
            for one in inner:
                if hasattr(one, "base_lrs"):
                    one.base_lrs.append(LATE)
                if hasattr(one, "min_lrs"):
                    one.min_lrs.append(lowest)
        for _ in range(steps):
            rates.append([group["lr"] for group in optimizer.param_groups])
            momenta.append(optimizer.param_groups[0]["momentum"])
            optimizer.step()
            if per == "Step":
                scheduler.step()
        if per == "Epoch":
            scheduler.step(metrics[epoch]) if metrics else scheduler.step()
    return {
        "schedule": {
            **schedule,
            **(
                {}
                if schedule["type"] in ("Constant", "OneCycle", "ReduceOnPlateau")
                else {"per": per}
            ),
        },
        "bases": BASES + [LATE],
        "epochs": epochs,
        "stepsPerEpoch": steps,
        "metrics": metrics,
        "rates": rates,
        "momenta": momenta if schedule["type"] == "OneCycle" else None,
    }


def total(epochs, steps, per):
    return epochs if per == "Epoch" else epochs * steps


def cosine(warm_up, factor, lowest, per):
    def make(optimizer, epochs, steps):
        length = total(epochs, steps, per) - warm_up
        if warm_up == 0:
            return lrs.CosineAnnealingLR(optimizer, T_max=length, eta_min=lowest)
        warm = lrs.LinearLR(optimizer, start_factor=factor, total_iters=warm_up)
        main = lrs.CosineAnnealingLR(optimizer, T_max=length, eta_min=lowest)
        return lrs.SequentialLR(optimizer, [warm, main], milestones=[warm_up])

    return make


cases = []


def add(
    kind,
    make,
    epochs=12,
    steps=5,
    pers=("Epoch", "Step"),
    joins=(None, 4),
    lowest=0.0,
    metrics=None,
    **fields
):
    if kind in ("Cosine", "CosineRestarts", "ReduceOnPlateau"):
        fields["lowest"] = lowest
    for per in pers:
        for join in joins:
            cases.append(
                case({"type": kind, **fields}, make(per), epochs, steps, per, lowest, join, metrics)
            )


add(
    "Constant",
    lambda per: lambda o, e, s: lrs.LambdaLR(o, lambda _: 1.0),
    epochs=3,
    pers=("Epoch",),
)
for size, gamma in ((3, 0.1), (5, 0.5), (1, 0.9)):
    add("Step", lambda per: lambda o, e, s: lrs.StepLR(o, size, gamma), size=size, gamma=gamma)
for milestones, gamma in (([2, 7], 0.1), ([1, 2, 3, 11, 30], 0.3)):
    add(
        "MultiStep",
        lambda per: lambda o, e, s: lrs.MultiStepLR(o, milestones, gamma),
        milestones=milestones,
        gamma=gamma,
    )
for gamma in (0.9, 0.5):
    add("Exponential", lambda per: lambda o, e, s: lrs.ExponentialLR(o, gamma), gamma=gamma)
for lowest in (0.0, 1e-4):
    add(
        "Cosine",
        lambda per: cosine(0, 0.01, lowest, per),
        warmUp=0,
        warmUpFactor=0.01,
        lowest=lowest,
    )
for warm_up, factor in ((3, 0.01), (4, 1 / 3)):
    # The group joins after the warm-up, where the share of the base is the cosine's alone.
    add(
        "Cosine",
        lambda per: cosine(warm_up, factor, 0.0, per),
        joins=(None, 5),
        warmUp=warm_up,
        warmUpFactor=factor,
        lowest=0.0,
    )
for first, multiplier, lowest in ((4, 1, 0.0), (3, 2, 0.0), (2, 3, 1e-4)):
    add(
        "CosineRestarts",
        lambda per: lambda o, e, s: lrs.CosineAnnealingWarmRestarts(o, first, multiplier, lowest),
        first=first,
        multiplier=multiplier,
        lowest=lowest,
    )
for start, end, length in ((1 / 3, 1.0, 5), (1.0, 0.1, 8), (0.5, 1.0, 30)):
    add(
        "Linear",
        lambda per: lambda o, e, s: lrs.LinearLR(o, start, end, length),
        start=start,
        end=end,
        length=length,
    )
for power, length in ((1.0, 5), (2.0, 12), (0.5, 40)):
    add(
        "Polynomial",
        lambda per: lambda o, e, s: lrs.PolynomialLR(o, length, power),
        joins=(None, 3),
        power=power,
        length=length,
    )
add(
    "Polynomial",
    lambda per: lambda o, e, s: lrs.PolynomialLR(o, total(e, s, per), 0.9),
    joins=(None, 3),
    power=0.9,
    length=None,
)
ONE_CYCLE = dict(
    pctStart=0.3,
    divFactor=25.0,
    finalDivFactor=1e4,
    cycleMomentum=True,
    baseMomentum=0.85,
    maxMomentum=0.95,
    linear=False,
    threePhase=False,
)
for change in (
    {},
    {"pctStart": 0.99},
    {"linear": True, "divFactor": 5.0},
    {"threePhase": True},
    {"baseMomentum": 0.7, "maxMomentum": 0.9, "finalDivFactor": 4000.0},
):
    fields = {**ONE_CYCLE, **change}
    add(
        "OneCycle",
        lambda per: lambda o, e, s: lrs.OneCycleLR(
            o,
            max_lr=BASES,
            total_steps=e * s,
            pct_start=fields["pctStart"],
            div_factor=fields["divFactor"],
            final_div_factor=fields["finalDivFactor"],
            cycle_momentum=True,
            base_momentum=fields["baseMomentum"],
            max_momentum=fields["maxMomentum"],
            anneal_strategy="linear" if fields["linear"] else "cos",
            three_phase=fields["threePhase"],
        ),
        pers=("Step",),
        **fields,
    )
LOSSES = [
    3.0,
    2.0,
    2.0,
    2.1,
    1.99,
    1.98999,
    2.5,
    2.5,
    2.5,
    1.0,
    1.1,
    1.1,
    1.1,
    1.1,
    1.1,
    1.1,
    1.1,
    0.5,
    0.6,
    0.6,
]
TOP1 = [
    0.1,
    0.2,
    0.2,
    0.3,
    0.3,
    0.3,
    0.3,
    0.3,
    0.29,
    0.4,
    0.4,
    0.4,
    0.4,
    0.4,
    0.4,
    0.4,
    0.4,
    0.4,
    0.5,
    0.5,
]
for metric, values in (("ValidationLoss", LOSSES), ("ValidationTop1", TOP1)):
    for factor, patience, cooldown, lowest in (
        (0.1, 2, 0, 0.0),
        (0.5, 1, 2, 1e-3),
        (0.1, 0, 0, 0.0),
    ):
        # Below min_lr the shares of two groups part: there the group that joins has no one rate
        # that all would give it.
        add(
            "ReduceOnPlateau",
            lambda per: lambda o, e, s: lrs.ReduceLROnPlateau(
                o,
                mode="min" if metric == "ValidationLoss" else "max",
                factor=factor,
                patience=patience,
                cooldown=cooldown,
                min_lr=lowest,
            ),
            epochs=len(values),
            steps=2,
            pers=("Epoch",),
            joins=(None, 3) if lowest == 0 else (None,),
            lowest=lowest,
            metrics=values,
            metric=metric,
            factor=factor,
            patience=patience,
            threshold=1e-4,
            cooldown=cooldown,
        )
common.write_gzip({"torch": torch.__version__, "cases": cases}, common.DSL, "schedules.json.gz")
