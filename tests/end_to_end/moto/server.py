"""moto behind a door that counts calls and, where a test asks for it, refuses some.

Prints the port that it listens on. Then each line of standard input is a command in JSON, answered
by a line of JSON; the server ends with its standard input.

    {"do": "calls"}     the calls since the last "forget", each as "service:Operation"
    {"do": "forget"}    forgets the calls
    {"do": "refuse", "call": ..., "path": ..., "region": ..., "status": ..., "code": ..., "message": ...,
     "headers": {...}}
                        refuses a call from now on, for that path or region alone where one is named
    {"do": "regions"}   lists buckets with their regions from now on, as AWS does and moto does not
    {"do": "hide", "bucket": ...}
                        names the bucket no more when the list is asked for its prefix
"""

import io
import json
import os
import re
import sys
import threading
import urllib.parse

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.models import s3_backends
from werkzeug.serving import WSGIRequestHandler, make_server

SUBRESOURCES = {
    "versioning": "GetBucketVersioning",
    "publicAccessBlock": "GetPublicAccessBlock",
    "encryption": "GetBucketEncryption",
    "policy": "GetBucketPolicy",
    "ownershipControls": "GetBucketOwnershipControls",
    "tagging": "GetBucketTagging",
}


# Whether moto computes signatures, of which the host is a part.
VERIFIES = "INITIAL_NO_AUTH_ACTION_COUNT" in os.environ


class Door:
    def __init__(self, moto):
        self.moto = moto
        self.lock = threading.Lock()
        self.calls = []
        self.refusals = []
        self.regions = False
        self.hidden = set()

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"].rstrip("/")
        call = name_of(environ)
        region = region_of(environ)
        with self.lock:
            self.calls.append(call)
            refusals = list(self.refusals)
        for refusal in refusals:
            same_place = refusal.get("path", path) == path and refusal.get("region", region) == region
            if refusal["call"] == call and same_place:
                return refuse(refusal, start_response)
        if call == "s3:ListBuckets?prefix" and prefix_of(environ) in self.hidden:
            start_response("200 OK", [("Content-Type", "text/xml")])
            return [b"<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>"]
        if self.regions and call.startswith("s3:ListBuckets"):
            return self.list_buckets(environ, start_response)
        account = environ.get("HTTP_X_AMZ_ACCOUNT_ID")
        if account and not VERIFIES:
            # moto takes the account of an access point from the host, where AWS has it too.
            environ["HTTP_HOST"] = f"{account}.{environ['HTTP_HOST']}"
        return self.moto(environ, start_response)

    def command(self, command):
        what = command["do"]
        with self.lock:
            if what == "calls":
                return self.calls
            if what == "forget":
                self.calls = []
            elif what == "refuse":
                self.refusals.append(command)
            elif what == "regions":
                self.regions = True
            elif what == "hide":
                self.hidden.add(command["bucket"])
            else:
                raise ValueError(f"unknown command: {what}")
            return None

    def list_buckets(self, environ, start_response):
        held = {}

        def hold(status, headers, exc_info=None):
            held.update(status=status, headers=headers)

        xml = b"".join(self.moto(environ, hold)).decode()

        def with_region(match):
            partition, account = s3_backends.bucket_accounts[match.group(1)]
            region = s3_backends[account][partition].get_bucket(match.group(1)).region_name
            return match.group(0) + f"<BucketRegion>{region}</BucketRegion>"

        xml = re.sub(r"<Name>([^<]*)</Name>", with_region, xml).encode()
        headers = [(name, value) for name, value in held["headers"] if name.lower() != "content-length"]
        start_response(held["status"], headers + [("Content-Length", str(len(xml)))])
        return [xml]


def name_of(environ):
    query = urllib.parse.parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    if environ["REQUEST_METHOD"] == "POST":
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        action = urllib.parse.parse_qs(body.decode(errors="replace")).get("Action")
        if action:
            return f"{scope_of(environ)[1]}:{action[0]}"
    if environ["REQUEST_METHOD"] == "GET":
        if environ["PATH_INFO"] == "/":
            return "s3:ListBuckets?prefix" if "prefix" in query else "s3:ListBuckets"
        for subresource, operation in SUBRESOURCES.items():
            if subresource in query:
                return f"s3:{operation}"
    return f"s3:{environ['REQUEST_METHOD']}"


def scope_of(environ):
    """Region and service for which the call is signed."""
    scope = re.search(r"/([a-z0-9-]+)/([a-z0-9]+)/aws4_request", environ.get("HTTP_AUTHORIZATION", ""))
    return (scope.group(1), scope.group(2)) if scope else ("nowhere", "unknown")


def region_of(environ):
    return scope_of(environ)[0]


def prefix_of(environ):
    return urllib.parse.parse_qs(environ.get("QUERY_STRING", "")).get("prefix", [None])[0]


def refuse(refusal, start_response):
    code, message = refusal["code"], refusal.get("message", "")
    if refusal["call"].startswith("s3:"):
        xml = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    elif refusal["call"].startswith("sts:"):
        xml = f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    else:
        xml = (
            f"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>"
            "<RequestID>0</RequestID></Response>"
        )
    headers = [("Content-Type", "text/xml"), *refusal.get("headers", {}).items()]
    start_response(f"{refusal['status']} Refused", headers)
    return [f'<?xml version="1.0" encoding="UTF-8"?>{xml}'.encode()]


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *_):
        pass


def main():
    door = Door(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, door, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    for line in sys.stdin:
        print(json.dumps(door.command(json.loads(line))), flush=True)


main()
