"""One member, one number: the same bits alone and in a batch, in every Python, on any processor.

Other Pythons are those of pyenv and of the system; each gets numpy, as it is locked, in an own environment.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

BITS = Path(__file__).with_name("bits.py")
UV = Path(sys.executable).with_name("uv")
OLDER = "AVX512F AVX512CD AVX512_SKX AVX2 FMA3 X86_V4 X86_V3"  # of a processor without them
OTHERS = [version for version in ("3.11", "3.12", "3.13", "3.14") if version != f"3.{sys.version_info[1]}"]


def hash_of(python, **environment):
    ours = {"PYTHONPATH": str(ROOT / "layers/pegel/python"), "PATH": os.environ["PATH"], **environment}
    run = [str(python), "-W", "ignore", str(BITS)]
    found = subprocess.run(run, check=False, env=ours, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert len(found.stdout.strip()) == len(hashlib.sha256().hexdigest())
    return found.stdout.strip()


@pytest.fixture(scope="module")
def here():
    return hash_of(sys.executable)


def python_of(version):
    """An interpreter of this version that starts, or None."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    on_path = shutil.which(f"python{version}")
    candidates = [*map(str, pyenv.glob(f"versions/{version}.*/bin/python")), *([on_path] if on_path else [])]
    for one in candidates:
        if subprocess.run([one, "-c", "import ensurepip"], check=False, capture_output=True).returncode == 0:
            return one
    return None


def with_numpy(python, folder):
    """An environment of this interpreter that holds numpy as requirements.txt locks it."""
    locked = (ROOT / "requirements.txt").read_text()
    (folder / "numpy.txt").write_text("".join(re.findall(r"^numpy==.*\\\n(?: {4}--hash.*\n)+", locked, re.M)))
    subprocess.run([UV, "venv", "--quiet", "--python", python, folder / "env"], check=True)
    into = ["--python", folder / "env/bin/python", "--require-hashes", "--requirement", folder / "numpy.txt"]
    subprocess.run([UV, "pip", "install", "--quiet", *into], check=True)
    return folder / "env/bin/python"


def test_no_bit_depends_on_what_the_processor_offers(here):
    assert hash_of(sys.executable, NPY_DISABLE_CPU_FEATURES=OLDER) == here


def test_no_bit_depends_on_the_c_librarys_choice(here):
    assert hash_of(sys.executable, GLIBC_TUNABLES="glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F") == here


@pytest.mark.parametrize("python", list(filter(None, map(python_of, OTHERS))), ids=str)
def test_no_bit_depends_on_the_version_of_python(python, here, tmp_path):
    assert hash_of(with_numpy(python, tmp_path)) == here
