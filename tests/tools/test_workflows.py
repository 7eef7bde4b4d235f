"""The workflows run what anybody can run, and no more than they need."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TARGETS = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
# What else may follow `make`: a variable of the Makefile.
COMMAND = re.compile(r"make ([a-z]+)(?: [A-Z]+=\S+)*")
PINNED = re.compile(r"\s*(?:- )?uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
FAIL = "exit 1"  # all that the gate runs, where a job that it waits for has not passed
# What each job runs.
RUNS = {
    ("checks.yml", "everything"): ["test", "offline"],
    ("checks.yml", "systems"): ["versions", "site"],
    ("checks.yml", "all"): [],
    ("links.yml", "links"): ["links"],
    ("nightly.yml", "packages"): ["newest"],
    ("nightly.yml", "python"): ["versions"],
    ("nightly.yml", "coverage"): ["coverage"],
    ("release.yml", "build"): ["versions", "dist"],
    ("release.yml", "publish"): [],
    ("site.yml", "build"): ["runtime", "site"],
    ("site.yml", "deploy"): [],
}
# What a job may do, if it is more or less than to check out.
POWERS = {
    ("checks.yml", "all"): {},
    ("site.yml", "build"): {"contents": "read", "pages": "read"},
    ("site.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("release.yml", "publish"): {"id-token": "write"},
}

each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)


def jobs(workflow: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
    return found


def strange_commands(jobs: dict[str, dict[str, Any]]) -> Iterator[str]:
    for job in jobs.values():
        for step in job["steps"]:
            run = step.get("run", FAIL).strip()
            command = COMMAND.fullmatch(run)
            if run != FAIL and (command is None or command[1] not in TARGETS):
                yield step["run"]


def test_the_gate_of_the_checks_waits_for_every_other_job() -> None:
    found = jobs(ROOT / ".github/workflows/checks.yml")
    gate = found.pop("all")
    assert gate["needs"] == list(found)
    assert gate["if"] == "always()"


@each_workflow
def test_every_command_is_a_target_of_the_makefile(workflow: Path) -> None:
    assert list(strange_commands(jobs(workflow))) == []


def test_each_job_runs_its_targets() -> None:
    runs = {
        (path.name, name): [
            step["run"].split()[1] for step in job["steps"] if step.get("run", FAIL) != FAIL
        ]
        for path in WORKFLOWS
        for name, job in jobs(path).items()
    }
    assert runs == RUNS


def test_other_commands_are_found() -> None:
    good = ["make test", "make versions ARGS=python"]
    other = ["make gone", "pip install mathbits", "make test && make site", "make site\nmake gone"]
    steps = [{"run": command} for command in [*good, *other]]
    assert list(strange_commands({"job": {"steps": steps}})) == other


@each_workflow
def test_every_action_is_pinned_and_its_version_told(workflow: Path) -> None:
    lines = [line for line in workflow.read_text("utf-8").split("\n") if "uses:" in line]
    assert [line for line in lines if not PINNED.fullmatch(line)] == []


@each_workflow
def test_a_job_may_do_no_more_than_it_needs(workflow: Path) -> None:
    for name, job in jobs(workflow).items():
        assert job["permissions"] == POWERS.get((workflow.name, name), {"contents": "read"})
        # What publishes runs no command of ours, and a person can be asked before it starts.
        if "write" in job["permissions"].values():
            assert not any("run" in step for step in job["steps"])
            assert "environment" in job


@pytest.mark.parametrize(("name", "days"), [("nightly.yml", "* * *"), ("links.yml", "* * 1")])
def test_the_nights_and_the_weeks_have_their_runs(name: str, days: str) -> None:
    # What YAML 1.1 takes `on` for.
    starts = yaml.safe_load((ROOT / ".github/workflows" / name).read_text("utf-8"))[True]
    assert [run["cron"].split(" ", 2)[2] for run in starts["schedule"]] == [days]


def test_the_package_and_the_site_are_tried_on_three_systems() -> None:
    matrix = jobs(ROOT / ".github/workflows/checks.yml")["systems"]["strategy"]["matrix"]
    assert matrix["system"] == ["ubuntu-latest", "macos-latest", "windows-latest"]


def test_the_nights_try_the_python_that_is_not_allowed_yet() -> None:
    steps = jobs(ROOT / ".github/workflows/nightly.yml")["python"]["steps"]
    assert steps[-1]["run"] == "make versions ARGS=python3.14"


def test_the_matrix_has_every_python_that_is_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [line.rpartition(" ")[2] for line in project["classifiers"] if ":: 3." in line]
    checks = jobs(ROOT / ".github/workflows/checks.yml")
    for job in (checks["everything"], checks["systems"]):
        assert job["strategy"]["matrix"]["python"] == lines


def test_updates_come_for_all_that_is_pinned() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    found = [
        (update["package-ecosystem"], place)
        for update in updates
        for place in update.get("directories") or [update["directory"]]
    ]
    locks = [*ROOT.glob("package-lock.json"), *ROOT.glob("tools/*/package-lock.json")]
    folders = ["/" + lock.parent.relative_to(ROOT).as_posix().strip(".") for lock in locks]
    javascript = [("npm", folder) for folder in folders]
    assert found == [("pip", "/"), *javascript, ("github-actions", "/")]


# Each fault in a workflow that is sound without it. `make lint` judges the project's own.
FAULTS = {
    "unpinned-uses": ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7"),
    "excessive-permissions": ("permissions: {}", "permissions: write-all"),
    "template-injection": ("make links", "echo ${{ github.head_ref }}"),
    "dangerous-triggers": ("workflow_dispatch:", "pull_request_target:"),
    "concurrency-limits": ("concurrency:\n  group: links\n  cancel-in-progress: true\n", ""),
}


# Names of what is not there, which the form of a workflow does not forbid.
MISTAKES = {
    "job-needs": ("needs: build", "needs: bild"),
    "expression": ("steps.pages.outputs", "steps.page.outputs"),
}


def judge(workflow: Path) -> subprocess.CompletedProcess[str]:
    actionlint = Path(sys.executable).with_name("actionlint")
    return subprocess.run([actionlint, workflow], capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_name_of_what_is_not_there_is_found(tmp_path: Path, kind: str) -> None:
    text = (ROOT / ".github/workflows/site.yml").read_text("utf-8")
    assert text.count(MISTAKES[kind][0]) == 1
    workflow = tmp_path / "site.yml"
    workflow.write_text(text, "utf-8")
    assert judge(workflow).returncode == 0
    workflow.write_text(text.replace(*MISTAKES[kind]), "utf-8")
    found = judge(workflow)
    assert found.returncode == 1
    assert f"[{kind}]" in found.stdout


def audit(workflow: Path) -> subprocess.CompletedProcess[str]:
    zizmor = Path(sys.executable).with_name("zizmor")
    options = ["--offline", "--no-progress", "--persona=pedantic", "--format=plain"]
    return subprocess.run([zizmor, *options, workflow], capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_workflow_is_found(tmp_path: Path, name: str) -> None:
    text = (ROOT / ".github/workflows/links.yml").read_text("utf-8")
    assert text.count(FAULTS[name][0]) == 1
    workflow = tmp_path / "links.yml"
    workflow.write_text(text.replace(*FAULTS[name]), "utf-8")
    found = audit(workflow)
    assert found.returncode != 0
    assert f"[{name}]" in found.stdout


def test_a_sound_workflow_passes() -> None:
    found = audit(ROOT / ".github/workflows/links.yml")
    assert found.returncode == 0, found.stdout
