"""Two or more resources of every kind that moto can make, in two regions, with all that can be set.

python everything.py ENDPOINT
"""

import sys

import everything_ec2
import everything_s3

REGIONS = ["eu-west-1", "us-east-1"]

for region in REGIONS:
    everything_s3.fill_region(sys.argv[1], region)
    everything_ec2.fill_region(sys.argv[1], region)
everything_s3.fill_account(sys.argv[1], REGIONS)
