"""What a machine or a command line cannot do is one sentence with the way out."""

from __future__ import annotations

import pytest

from pegel.cli.pegel import main
from pegel.cli.stack.stack import held
from pegel.errors import CannotRun


def test_a_work_folder_is_for_one_stack_alone(tmp_path):
    with held(tmp_path), pytest.raises(CannotRun, match="--work-dir"), held(tmp_path):
        pass
    with held(tmp_path):  # free again
        assert (tmp_path / "lock").exists()


def test_a_work_folder_that_is_none_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotRun, match="cannot be used"), held(tmp_path / "file"):
        pass


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_is_none_names_the_option(port, capsys):
    with pytest.raises(SystemExit):
        main(["up", f"--port={port}"])
    assert "--port" in capsys.readouterr().err


def test_json_too_deep_to_be_a_recording_is_no_traceback(tmp_path, capsys):
    file = tmp_path / "deep.json"
    file.write_text("[" * 100_000)
    assert main(["read", "github", "--answer", str(file)]) == 1
    assert "is no recording" in capsys.readouterr().err
