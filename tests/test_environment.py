"""The lists of packages, pyproject.toml, environment.yml and Binder's, say the same."""

import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.syntax_trees import ROOT

#: Where conda-forge uses another name than the Python package index.
CONDA_NAMES = {"torch": "pytorch-cpu"}

#: What conda-forge does not have; `pip install -e .` brings it.
ONLY_PIP = {"pyseccomp"}

#: What only conda has to be told.
ONLY_CONDA = {"python", "pip"}

#: Pip needs the exact pair of builds that fit each other; conda's solver finds one by itself.
MATCHED_BY_CONDA = {"pytorch-cpu", "torchvision"}

NAMED_BY_THE_USER = {"numpy", "jupyter", "nbgrader", "matplotlib", "torchvision", "ipywidgets"}

#: Where mybinder.org looks first.
BINDER = ROOT / ".binder"

Packages = dict[str, SpecifierSet]


@pytest.fixture(scope="module")
def project() -> dict:
    """The project table of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def environment() -> dict:
    """The whole of environment.yml."""
    return yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def of_pip(project) -> Packages:
    """What pyproject.toml asks for in class, under conda's names."""
    asked = _packages(project["dependencies"] + project["optional-dependencies"]["torch"])
    return {CONDA_NAMES.get(name, name): bounds for name, bounds in asked.items()}


@pytest.fixture(scope="module")
def of_conda(environment) -> Packages:
    """What environment.yml asks conda for."""
    return _packages(item for item in environment["dependencies"] if isinstance(item, str))


def test_packages_of_pyproject(of_pip, of_conda):
    """Every package that pip installs for the course, conda installs too."""
    assert of_pip.keys() - ONLY_PIP - of_conda.keys() == set()


def test_packages_of_environment(of_pip, of_conda):
    """Every package that conda installs for the course, pip installs too."""
    assert of_conda.keys() - ONLY_CONDA - of_pip.keys() == set()


def test_bounds(of_pip, of_conda):
    """Both lists ask for the same versions."""
    compared = of_pip.keys() & of_conda.keys() - MATCHED_BY_CONDA
    assert {name: of_conda[name] for name in compared} == {name: of_pip[name] for name in compared}


def test_python_version(project, of_conda):
    """Both lists ask for the same Python."""
    assert of_conda["python"] == SpecifierSet(project["requires-python"])


@pytest.mark.parametrize("name", sorted(NAMED_BY_THE_USER))
def test_package_named_by_the_user(of_conda, name):
    """A package that the course was asked to use is in the environment by its own name."""
    assert name in of_conda


def test_package_without_conda(environment):
    """The course itself, and with it what only pip has, is installed from this folder."""
    assert {"pip": ["-e ."]} in environment["dependencies"]


def test_channel(environment):
    """Packages come from conda-forge and from nowhere else."""
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_binder(environment):
    """Binder gets the same environment without PyTorch, and then the course from its folder."""
    binder = yaml.safe_load((BINDER / "environment.yml").read_text("utf-8"))
    left_out = {"pytorch-cpu", "torchvision"}
    packages = [each for each in environment["dependencies"] if isinstance(each, str)]
    assert binder["channels"] == environment["channels"]
    assert binder["dependencies"] == [each for each in packages if each not in left_out]
    build = BINDER / "postBuild"
    assert build.stat().st_mode & 0o111
    assert "pip install --no-deps -e ." in build.read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["binder", "Dockerfile", "runtime.txt", "requirements.txt", "setup.py", "Pipfile"]
)
def test_nothing_stands_before_binders_environment(name):
    """Mybinder builds from the folder .binder, as nothing that it prefers is there."""
    assert not (ROOT / name).exists()
    assert not (BINDER / name).exists()


def _packages(requirements) -> Packages:
    asked = [Requirement(item) for item in requirements]
    return {item.name.lower(): item.specifier for item in asked}
