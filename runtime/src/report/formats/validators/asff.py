"""Holds batches against the SDK's model of BatchImportFindings, and against the limits that the
model tells in words: asff.py FILE..."""

import json
import re
import sys

import botocore.session
from botocore.validate import ParamValidator

model = botocore.session.get_session().get_service_model("securityhub")
request = model.operation_model("BatchImportFindings").input_shape
finding_shape = request.members["Findings"].member
types = set(model.shape_for("ResourceDetails").members)


def longest(shape, member):
    """What the documentation of a member says of its length."""
    words = shape.members[member].documentation
    found = re.search(r"Maximum (?:length )?of ([0-9,]+)", words)
    return int(found.group(1).replace(",", "")) if found else None


def text_limits(shape, value, path=""):
    """Every member whose documentation tells a length keeps it."""
    for member, of in shape.members.items():
        if member not in value:
            continue
        inner = value[member]
        limit = longest(shape, member)
        if limit is not None and len(inner) > limit:
            yield f"{path}.{member} is longer than {limit}"
        if of.type_name == "structure":
            yield from text_limits(of, inner, f"{path}.{member}")
        if of.type_name == "list" and of.member.type_name == "structure":
            for item in inner:
                yield from text_limits(of.member, item, f"{path}.{member}[]")


def mistakes(line):
    batch = json.loads(line)
    report = ParamValidator().validate({"Findings": batch}, request)
    if report.has_errors():
        yield report.generate_report()
    if not 1 <= len(batch) <= 100 or len(line) > 6_000_000:
        yield f"{len(batch)} findings of {len(line)} bytes"
    if len({(it["AwsAccountId"], it["Region"]) for it in batch}) != 1:
        yield "several accounts or regions"
    for finding in batch:
        yield from text_limits(finding_shape, finding)
        size = len(json.dumps(finding, ensure_ascii=True))
        if size > 240_000:
            yield f"{size} bytes"
        fields = finding["ProductFields"]
        if len(fields) > 50 or any(len(k) > 128 or len(v) > 2048 for k, v in fields.items()):
            yield "product fields"
        account, region = finding["AwsAccountId"], finding["Region"]
        product = f":securityhub:{region}:{account}:product/{account}/default"
        if not re.fullmatch("[0-9]{12}", account) or not finding["ProductArn"].endswith(product):
            yield finding["ProductArn"]
        for resource in finding["Resources"]:
            if resource["Type"] != "Other" and resource["Type"] not in types:
                yield resource["Type"]


wrong = 0
for path in sys.argv[1:]:
    with open(path, "rb") as lines:
        batches = list(lines)
    for number, line in enumerate(batches, 1):
        for mistake in mistakes(line):
            wrong += 1
            print(f"{path}:{number}: {mistake[:600]}")
    print(f"{path}: {len(batches)} batches")
sys.exit(wrong > 0)
