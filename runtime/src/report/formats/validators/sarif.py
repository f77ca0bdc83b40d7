"""Holds SARIF against the published JSON schema: sarif.py SCHEMA FILE..."""

import json
import sys

from jsonschema import Draft4Validator

schema = json.load(open(sys.argv[1], encoding="utf-8"))
Draft4Validator.check_schema(schema)
validator = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)
wrong = 0
for path in sys.argv[2:]:
    for error in validator.iter_errors(json.load(open(path, encoding="utf-8"))):
        wrong += 1
        print(f"{path}: {error.json_path}: {error.message[:300]}")
    print(f"{path}: read")
sys.exit(wrong > 0)
