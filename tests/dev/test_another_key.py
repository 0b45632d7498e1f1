"""A key is replaced by one beside it: functions, roles and outputs use the new one, and none is lost."""

import json
import shutil
from pathlib import Path

import pytest

from dev.another_key import main, replace_key
from dev.template import Template

CHALICE = Path(__file__).parents[2] / ".chalice"
VARIABLES = {"SealKey": "SOPU_SEAL_KEY", "LinkKey": "SOPU_LINK_KEY", "LoginKey": "SOPU_LOGIN_KEY"}


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(CHALICE, tmp_path / ".chalice"))


def granted(folder):
    """Logical ids of the keys that some role may use."""
    policies = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("policy-*.json")]
    statements = [each for policy in policies for each in policy["Statement"]]
    named = [json.dumps(each["Resource"]) for each in statements if "kms:" in json.dumps(each["Action"])]
    return {word for text in named for word in text.replace('"', " ").split() if "Key" in word}


@pytest.mark.parametrize("name", VARIABLES)
def test_everything_uses_the_new_key_and_the_old_one_stays(folder, name):
    new = replace_key(folder, name)
    template = Template(folder / "resources.yaml")

    assert new == f"{name}2"
    assert template.environment()[VARIABLES[name]] == {"Ref": new}
    assert new in granted(folder)
    assert name not in granted(folder)
    assert template.properties(new) == template.properties(name)


def test_other_keys_are_left_alone(folder):
    before = Template(folder / "resources.yaml")
    replace_key(folder, "SealKey")
    after = Template(folder / "resources.yaml")

    assert after.environment()["SOPU_LINK_KEY"] == before.environment()["SOPU_LINK_KEY"]
    assert {"LinkKey", "LoginKey"} <= granted(folder)


def test_a_second_time_the_third_key_takes_the_place_of_the_second(folder):
    replace_key(folder, "SealKey")

    assert replace_key(folder, "SealKey") == "SealKey3"
    assert Template(folder / "resources.yaml").environment()["SOPU_SEAL_KEY"] == {"Ref": "SealKey3"}
    assert "SealKey2" not in granted(folder)


def test_a_key_that_is_not_there_is_told(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder.parent)

    assert main(["Table"]) == 2
    assert "no key Table" in capsys.readouterr().err
