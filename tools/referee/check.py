"""Makes the referee files of the tests again, elsewhere, and compares them with those committed.

Run:  /usr/bin/python3 tools/referee/check.py [NAME…]   (names of scripts or files; all without)

README.md says which script makes which file, and which versions it needs. The exit code is 1 if a
file differs, or if none could be made.
"""

import os
import re
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import compare

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MODULES = dict(Pillow="PIL", numpy="numpy", torch="torch", torchvision="torchvision")

# Sums of float32 come out otherwise on another processor, whose kernels add in another order. With
# kernels for AVX2 and for SSE4 (ATEN_CPU_CAPABILITY, DNNL_MAX_CPU_ISA) in the place of AVX-512 the
# logits were up to 6e-6 apart; the training runs 2e-3, in the logits after Adam, which divides by
# what is nearly zero (the tests allow these 1e-2); the optimizers 1e-4, in the last step of L-BFGS,
# and 2e-6 elsewhere; the losses nothing. All other files must be the same.
TOLERANCES = {
    "logits.json": 2e-5,
    "training.json": 5e-3,
    "optimizers.json": 2e-4,
    "losses.json": 2.5e-7,
}


def table():
    """README.md's rows: file, script, versions."""
    folder = ""
    for line in (HERE / "README.md").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"### `(.+)`", line):
            folder = heading[1]
        elif row := re.match(r"\| `(.+?)` \| \[(\w+\.py)\].*\| ([^|]*) \|$", line):
            yield f"{folder}/{row[1]}", row[2], row[3]


def missing(needs):
    """The first of the versions named that isn't installed, or nothing."""
    for package, version in re.findall(r"(\w+) ([\d.]+)", needs):
        try:
            found = import_module(MODULES[package]).__version__
        except ImportError:
            found = "none"
        if not f"{found}.".startswith(f"{version}."):
            return f"needs {package} {version}, found {found}"
    return None


def make(script, folder):
    command = [sys.executable, "-B", "-W", "ignore", HERE / script, folder]
    environment = dict(os.environ, OMP_NUM_THREADS="1")
    done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True)
    return done.stderr.strip().rpartition("\n")[2] if done.returncode else None


def verdict(file, folder):
    if not (folder / file).exists():
        raise ValueError("the script doesn't write it")
    if not (ROOT / file).exists():
        raise ValueError("not in the repository")
    tolerance = TOLERANCES.get(Path(file).name)
    return compare.agree((folder / file).read_bytes(), (ROOT / file).read_bytes(), tolerance)


def check(script, files, wanted):
    """Prints a line a file; returns how many agree, differ and are skipped."""
    if reason := next(filter(None, map(missing, sorted(set(files.values())))), None):
        for file in wanted:
            print(f"skipped  {file}: {reason}", flush=True)
        return 0, 0, len(wanted)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        failure = make(script, folder)
        written = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
        agree = differ = 0
        for file in [*wanted, *sorted(written - files.keys())]:
            try:
                if failure:
                    raise ValueError(f"{script} failed: {failure}")
                if file not in files:
                    raise ValueError(f"{script} writes it, README.md's table doesn't name it")
                print(f"agrees   {file}: {verdict(file, folder)}", flush=True)
                agree += 1
            except ValueError as error:
                print(f"DIFFERS  {file}: {error}", flush=True)
                differ += 1
    return agree, differ, 0


def main(names):
    scripts = {}
    for file, script, needs in table():
        scripts.setdefault(script, {})[file] = needs
    known = {n for s, files in scripts.items() for n in (s, s[:-3], *files, *map(base, files))}
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"README.md's table names no script or file {', '.join(unknown)}.")
    totals = [0, 0, 0]
    for script, files in scripts.items():
        whole = not names or {script, script[:-3]} & set(names)
        wanted = [file for file in files if whole or {file, base(file)} & set(names)]
        if wanted:
            totals = [sum(pair) for pair in zip(totals, check(script, files, wanted))]
    agree, differ, skipped = totals
    print(f"{agree} files agree, {differ} differ" + (f", {skipped} skipped" if skipped else ""))
    return 1 if differ or not agree else 0


def base(file):
    return file.rpartition("/")[2]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
