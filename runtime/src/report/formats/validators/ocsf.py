"""Holds OCSF against the published schema of the version that each event names, and against models
that others wrote: ocsf.py FILE..."""

import functools
import json
import sys

from jsonschema import Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
from py_ocsf_models import OCSF_VERSION
from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding


@functools.cache
def validator(version, class_uid, profiles):
    schemas = OcsfJsonSchemaEmbedded(get_ocsf_schema(version=version))
    name = schemas.lookup_class_name_from_uid(class_uid=class_uid)
    schema = schemas.get_class_schema(class_name=name, profiles=list(profiles))
    return Draft202012Validator(schema)


wrong = 0
for path in sys.argv[1:]:
    events = json.load(open(path, encoding="utf-8"))
    for event in events:
        metadata = event["metadata"]
        assert metadata["version"] == OCSF_VERSION, metadata
        of = validator(metadata["version"], event["class_uid"], tuple(metadata["profiles"]))
        for error in of.iter_errors(event):
            wrong += 1
            print(f"{path}: {event['finding_info']['uid']}: {error.json_path}: {error.message[:300]}")
        # An account has a name or an id; these models want a name, too.
        ComplianceFinding.model_validate(event)
    print(f"{path}: {len(events)} events")
sys.exit(wrong > 0)
