"""Prints the answer as CSV, with SPARQLWrapper. Usage: python persons_wrapper.py [ADDRESS OF THE PORTAL]"""

import csv
import sys
from pathlib import Path

from SPARQLWrapper import JSON, POST, SPARQLWrapper

portal = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8010"

endpoint = SPARQLWrapper(f"{portal}/sparql")
endpoint.setMethod(POST)
endpoint.setReturnFormat(JSON)
endpoint.setQuery((Path(__file__).parents[1] / "shared-persons.rq").read_text("utf-8"))
answer = endpoint.queryAndConvert()

columns = answer["head"]["vars"]
table = csv.writer(sys.stdout, lineterminator="\n")
table.writerow(columns)
for row in answer["results"]["bindings"]:
    table.writerow(row[column]["value"] for column in columns)
