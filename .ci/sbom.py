#!/usr/bin/env python3
"""sbom.py TARGET: the bill of materials of the program for a target, as CycloneDX 1.5 (ECMA-424), on standard output.

It lists what is linked into the program: the crates of `Cargo.lock` that the target needs, each with its licence, its
checksum and what it depends on, and the fonts. It has neither a clock nor a random number, so it is the same each time.
"""
import hashlib
import json
import re
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path


def metadata(target):
    command = ["cargo", "metadata", "--format-version=1", "--locked", f"--filter-platform={target}"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def linked(graph, root):
    """The nodes that the program links: neither what only builds it nor what only tests it."""
    nodes = {node["id"]: node for node in graph["nodes"]}
    depends, todo = {}, [root]
    while todo:
        node = todo.pop()
        if node in depends:
            continue
        is_linked = lambda it: any(kind["kind"] is None for kind in it["dep_kinds"])
        depends[node] = sorted(it["pkg"] for it in nodes[node]["deps"] if is_linked(it))
        todo += depends[node]
    return depends


def reference(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package, checksums, kind="library"):
    found = {
        "type": kind,
        "bom-ref": reference(package),
        "name": package["name"],
        "version": package["version"],
        "purl": reference(package),
    }
    if package.get("license"):
        # Crates of before SPDX 2 wrote `MIT/Apache-2.0`.
        found["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if package.get("description"):
        found["description"] = " ".join(package["description"].split())
    if checksum := checksums.get((package["name"], package["version"])):
        found["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if re.match("https?://", package.get("repository") or ""):
        found["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return found


def fonts():
    """The font files, which are in the program as they are; `fonts/README.md` has where they come from."""
    for path in sorted(it for it in Path("fonts").iterdir() if it.suffix in (".otf", ".ttf")):
        licence = "Bitstream-Vera" if path.name.startswith("DejaVu") else "OFL-1.1"
        yield {
            "type": "file",
            "bom-ref": path.as_posix(),
            "name": path.name,
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
            "licenses": [{"expression": licence}],
        }


def main():
    target = sys.argv[1]
    all_of_it = metadata(target)
    packages = {it["id"]: it for it in all_of_it["packages"]}
    root = all_of_it["resolve"]["root"]
    depends = linked(all_of_it["resolve"], root)
    lock = tomllib.load(open("Cargo.lock", "rb"))
    checksums = {(it["name"], it["version"]): it.get("checksum") for it in lock["package"]}
    crates = sorted((packages[it] for it in depends if it != root), key=reference)
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": component(packages[root], checksums, "application"),
            "properties": [{"name": "target", "value": target}],
        },
        "components": [component(it, checksums) for it in crates] + list(fonts()),
        "dependencies": sorted(
            (
                {"ref": reference(packages[it]), "dependsOn": [reference(packages[on]) for on in depends[it]]}
                for it in depends
            ),
            key=lambda it: it["ref"],
        ),
    }
    content = json.dumps(bom, sort_keys=True).encode()
    bom["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(content).hexdigest())}"
    json.dump(bom, sys.stdout, indent=1, ensure_ascii=False, sort_keys=True)
    print()


main()
