#!/usr/bin/env python3
"""steps.py action ACTION INPUT=VALUE…   runs the steps of a composite action of GitHub as its runner does
steps.py gitlab TEMPLATE JOB NAME=VALUE… runs the script of a job of GitLab as its runner does

Expressions are replaced, files of the runner are there (GITHUB_PATH, GITHUB_ENV, GITHUB_OUTPUT), and each step runs in a
shell of its own that ends at the first failure. The exit status is that of the step that fails.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml


def run(shell, script, environment):
    status = subprocess.run([*shell, script], env=environment).returncode
    if status:
        sys.exit(status)


def action(path, given):
    folder = pathlib.Path(path).resolve().parent
    definition = yaml.safe_load(pathlib.Path(path).read_text())
    inputs = {name: one.get("default", "") for name, one in definition["inputs"].items()}
    unknown = set(given) - set(inputs)
    assert not unknown, f"no input {unknown}"
    inputs.update(given)
    runner = pathlib.Path(tempfile.mkdtemp(dir=os.environ.get("TMPDIR")))
    files = {name: runner / name.lower() for name in ("GITHUB_PATH", "GITHUB_ENV", "GITHUB_OUTPUT")}
    for file in files.values():
        file.touch()
    values = {
        "github.action_path": str(folder),
        "github.server_url": "https://git.example.org",
        "github.action_repository": "house/pamphlet",
    }

    def replaced(text):
        def value(expression):
            name = expression[1].strip()
            if name.startswith("inputs."):
                return inputs[name.removeprefix("inputs.")]
            return values[name]

        return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))

    assert definition["runs"]["using"] == "composite"
    for step in definition["runs"]["steps"]:
        environment = {
            **os.environ,
            "GITHUB_ACTIONS": "true",
            "RUNNER_TEMP": str(runner),
            **{name: str(file) for name, file in files.items()},
            **{name: replaced(value) for name, value in step.get("env", {}).items()},
        }
        added = files["GITHUB_PATH"].read_text().split()
        environment["PATH"] = os.pathsep.join([*reversed(added), environment["PATH"]])
        assert step["shell"] == "bash", "a composite step names its shell"
        run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"], replaced(step["run"]), environment)
    for name, one in definition["outputs"].items():
        print(f"{name}={replaced(one['value'])}")


def gitlab(path, job, given):
    definition = yaml.safe_load(pathlib.Path(path).read_text())
    variables = {name: str(value) for name, value in definition["variables"].items()}
    environment = {**os.environ, **variables, **given}
    # The runner joins the lines of a job into one script.
    run(["sh", "-e", "-c"], "\n".join(definition[job]["script"]), environment)


kind, path, *rest = sys.argv[1:]
pairs = lambda it: dict(one.split("=", 1) for one in it)
if kind == "action":
    action(path, pairs(rest))
else:
    gitlab(path, rest[0], pairs(rest[1:]))
