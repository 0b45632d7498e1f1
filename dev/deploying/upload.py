"""What CloudFormation fetches: zip and template, each under the digest of its bytes, in a bucket of the account's own."""

import hashlib
import json
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from dev.deploying import account
from dev.deploying.failure import DeployFault
from dev.packaging.build import REGION
from dev.packaging.template import read

Template = dict[str, Any]


class Uploads:
    """The account's bucket for uploads, made when it is not there. It is shared by all stages, and holds no secret."""

    def __init__(self) -> None:
        self._s3 = account.client("s3")
        self.owner = account.number()
        self.bucket = f"sopu-uploads-{self.owner}-{REGION}"
        self._make()

    def template(self, package: Path) -> tuple[Template, str]:
        """
        The template of a package with its zip, uploaded: itself and its address. What is already there stays.

        Raises DeployFault when there is no package.
        """
        zipped, sam = package / "deployment.zip", package / "sam.yaml"
        if not (zipped.is_file() and sam.is_file()):
            raise DeployFault(f"{package} holds no package: run `make package`")
        code = self._once("packages", ".zip", zipped.read_bytes())
        template = with_code(read(sam), f"s3://{self.bucket}/{code}")
        # JSON, because CloudFormation takes no YAML in which a value is told once and named again elsewhere.
        key = self._once("templates", ".json", json.dumps(template).encode())
        return template, f"{self._s3.meta.endpoint_url}/{self.bucket}/{key}"

    def text(self, key: str) -> str:
        """What was kept under this key; "" when nothing was."""
        try:
            answer = self._s3.get_object(Bucket=self.bucket, Key=key, ExpectedBucketOwner=self.owner)
        except self._s3.exceptions.NoSuchKey:
            return ""
        return str(answer["Body"].read().decode())

    def keep(self, key: str, text: str) -> None:
        """Raises ClientError when something else is there: what is kept stays."""
        self._s3.put_object(
            Bucket=self.bucket, Key=key, Body=text.encode(), IfNoneMatch="*", ExpectedBucketOwner=self.owner
        )

    def _once(self, folder: str, suffix: str, data: bytes) -> str:
        key = f"{folder}/{hashlib.sha256(data).hexdigest()}{suffix}"
        try:
            self._s3.head_object(Bucket=self.bucket, Key=key, ExpectedBucketOwner=self.owner)
        except ClientError as error:
            if error.response["Error"]["Code"] != "404":
                raise
            self._s3.put_object(Bucket=self.bucket, Key=key, Body=data, ExpectedBucketOwner=self.owner)
        return key

    def _make(self) -> None:
        """A second time changes nothing. Raises DeployFault when somebody else has taken the name."""
        try:
            self._s3.head_bucket(Bucket=self.bucket, ExpectedBucketOwner=self.owner)
        except ClientError as error:
            if error.response["Error"]["Code"] != "404":
                raise DeployFault(f"The bucket {self.bucket} is not this account's ({error})") from error
            self._s3.create_bucket(
                Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
            )
            self._s3.get_waiter("bucket_exists").wait(Bucket=self.bucket)
        closed = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
        self._s3.put_public_access_block(
            Bucket=self.bucket, PublicAccessBlockConfiguration=dict.fromkeys(closed, True)
        )


def with_code(sam: Template, uri: str) -> Template:
    """The template with the zip's address in every function."""
    for resource in sam["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = uri
    return sam
