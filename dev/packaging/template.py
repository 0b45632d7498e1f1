"""The SAM template, and what CloudFormation makes of it: both must be without a fault that cfn-lint knows."""

import json
import sys
from pathlib import Path
from typing import Any

import boto3
import yaml
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from dev.packaging.build import REGION
from dev.packaging.failure import run_program

Template = dict[str, Any]


def require_clean(sam: Path, translated: Path) -> None:
    """
    Raise PackageFault with cfn-lint's findings on the template, or on its translation, which is left at `translated`.

    The translation shows what the SAM template hides: circular references, and IAM actions that do not exist.
    """
    translated.write_text(json.dumps(translate(read(sam)), indent=1))
    for template in (sam, translated):
        run_program(Path(sys.executable).with_name("cfn-lint"), "--regions", REGION, "--template", template)


def read(sam: Path) -> Template:
    """Chalice writes plain YAML, with Fn::GetAtt and its like spelt out."""
    template: Template = yaml.safe_load(sam.read_text(encoding="utf-8"))
    return template


def translate(sam: Template) -> Template:
    """What the SAM transform gives CloudFormation, with the zip as if it were uploaded."""
    for resource in sam["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": "deployments", "Key": "deployment.zip"}
    session = boto3.Session(region_name=REGION)
    translated: Template = Translator({}, Parser(), boto_session=session).translate(
        sam, {"BaseUrl": "https://sopu.test"}
    )
    return translated


def functions(sam: Template) -> dict[str, str]:
    """Logical id of each function → the string by which Lambda finds its handler."""
    return {
        name: resource["Properties"]["Handler"]
        for name, resource in sam["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }
