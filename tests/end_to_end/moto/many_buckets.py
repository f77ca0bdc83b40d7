"""As many buckets as asked for, all with a public access block.

    python many_buckets.py ENDPOINT COUNT
"""

import sys

from clients import block_public_access, clients

s3, _ = clients(sys.argv[1])
for number in range(int(sys.argv[2])):
    name = f"acme-{number:04}"
    s3.create_bucket(Bucket=name)
    block_public_access(s3, name)
