#!/usr/bin/env python3
"""ninja.py SHELF [OUT] [PAMPHLET]: rules for Ninja that build every publication of a collection, on standard output.

Ninja reads what an action depended on from the file of `--deps`, and keeps it in its own log.
"""
import pathlib
import sys

shelf = pathlib.Path(sys.argv[1])
out = sys.argv[2] if len(sys.argv) > 2 else "out"
pamphlet = sys.argv[3] if len(sys.argv) > 3 else "pamphlet"


def escaped(path):
    return str(path).replace("$", "$$").replace(" ", "$ ").replace(":", "$:")


print(f"""rule pamphlet
  command = {pamphlet} build $source --output $folder --deps $folder/deps --jobs 1 --quiet
  description = pamphlet $source
  depfile = $folder/deps
  deps = gcc
  restat = 1
""")
for manifest in sorted(shelf.glob("*/pamphlet.toml")):
    name = manifest.parent.name
    # The files that the rule in `deps` names; the first is the one that Ninja looks for there.
    files = [f"{out}/{name}/{name}.{ending}" for ending in ("pdf", "epub", "html", "txt", "record.json")]
    print(f"build {' '.join(map(escaped, files))}: pamphlet {escaped(manifest)}")
    print(f"  source = {escaped(manifest.parent)}")
    print(f"  folder = {escaped(f'{out}/{name}')}")
