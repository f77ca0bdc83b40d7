"""What botocore's service models say of some operations, as JSON.

    python model.py < QUESTION

The question is `{"operations": {SERVICE: [OPERATION, ...]}, "actions": [ACTION, ...]}`. The answer
has the operations with their shapes, whole; the operations by which Amazon S3 tells something of a
bucket; and those of the actions that moto's copy of AWS's managed policies names.
"""

import json
import os
import re
import sys

import moto.iam
from botocore.model import ServiceModel
from botocore.session import get_session

LOADER = get_session().get_component("data_loader")
# What the models call otherwise than the AWS CLI.
SAME_MODEL = {"s3express": "s3"}
SCALARS = {"float": "double", "character": "string"}


def service(name):
    name = SAME_MODEL.get(name, name)
    return ServiceModel(LOADER.load_service_model(name, "service-2"), name)


def described(shape, is_ec2):
    """A shape with all that is in it."""
    kind = shape.type_name
    told = {"name": shape.name, "type": SCALARS.get(kind, kind)}
    if shape.metadata.get("sensitive"):
        told["sensitive"] = True
    if kind == "structure":
        told["members"] = {name: member(name, of, is_ec2) for name, of in shape.members.items()}
    elif kind == "list":
        told["item"] = described(shape.member, is_ec2)
    elif kind == "string":
        told["values"] = list(shape.enum)
    elif kind in ("integer", "long"):
        told["least"], told["most"] = bounds(shape)
    return told


def member(name, shape, is_ec2):
    serialization = shape.serialization
    wire = serialization.get("name", name)
    is_flat = bool(serialization.get("flattened"))
    if shape.type_name == "list" and is_flat:
        # As botocore's own parser: the name of the items goes before that of the list.
        wire = shape.member.serialization.get("name", wire)
    return {
        "wire": wire,
        # What it is called in a request of Amazon EC2, which begins in upper case.
        "query": serialization.get("queryName", wire[0].upper() + wire[1:] if is_ec2 else wire),
        "location": serialization.get("location", "attribute" if serialization.get("xmlAttribute") else None),
        "is_flat": is_flat,
        "of": described(shape, is_ec2),
    }


def bounds(shape):
    """The least and the most; some models tell them in words alone."""
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    words = re.search(r"between (\d+) and ([\d,]+)", re.sub(r"<[^>]*>", "", shape.documentation or ""))
    if most is None and words:
        least, most = int(words.group(1)), int(words.group(2).replace(",", ""))
    return least, most


def operation(model, name):
    if name not in model.operation_names:
        return None
    of = model.operation_model(name)
    is_ec2 = model.metadata["protocol"] == "ec2"
    told = {
        "method": of.http["method"],
        "uri": of.http["requestUri"],
        "required": [],
        "input": None,
        "output": None,
        "payload": None,
    }
    if of.input_shape:
        told["required"] = of.input_shape.required_members
        told["input"] = described(of.input_shape, is_ec2)
    if of.output_shape:
        told["output"] = described(of.output_shape, is_ec2)
        told["payload"] = of.output_shape.serialization.get("payload")
    return told


def tells_of_bucket(of):
    return of.http["method"] == "GET" and re.match(r"/\{Bucket\}(\?|$)", of.http["requestUri"])


def named_in_policies(actions):
    """Wildcards prove nothing, so the whole name has to be there."""
    path = os.path.join(os.path.dirname(moto.iam.__file__), "aws_managed_policies.py")
    with open(path, encoding="utf-8") as file:
        named = set(re.findall(r'"([a-z0-9-]+:[A-Za-z0-9]+)"', file.read()))
    return sorted(set(actions) & named)


def main():
    question = json.load(sys.stdin)
    operations = {}
    for name, wanted in question["operations"].items():
        model = service(name)
        operations[name] = {wanted: operation(model, wanted) for wanted in wanted}
    s3 = service("s3")
    models = [s3.operation_model(name) for name in s3.operation_names]
    answer = {
        "operations": operations,
        "of_buckets": [of.name for of in models if tells_of_bucket(of) and not of.deprecated],
        "actions": named_in_policies(question["actions"]),
    }
    json.dump(answer, sys.stdout)


main()
