"""Reads a backup by Python's own reader of ZIP files, and compares every blob with its name and with the list of contents.

Fails on anything that is not as it should be. Prints one line of JSON: {"blobs": how many, "blobBytes", "repoBytes"}.
"""

import base64
import hashlib
import json
import sys
import zipfile

PIECE_BYTES = 1 << 20
RAW_SHA256 = bytes([0x01, 0x55, 0x12, 0x20])


def demand(holds, otherwise):
    if not holds:
        sys.exit(otherwise)


def read(archive, name):
    """All of an entry: its size and its SHA-256. Python compares its CRC-32 at the end, and fails when it is another."""
    size = 0
    sha = hashlib.sha256()
    with archive.open(name) as entry:
        while piece := entry.read(PIECE_BYTES):
            size += len(piece)
            sha.update(piece)
    return size, sha.digest()


def cid_of(digest):
    return "b" + base64.b32encode(RAW_SHA256 + digest).decode().lower().rstrip("=")


def main(path):
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        listed = {entry["name"]: entry for entry in manifest["entries"]}
        names = archive.namelist()
        demand(len(names) == len(set(names)), "a name is there twice")
        demand(set(names) == set(listed) | {"manifest.json"}, "the list of contents and the contents differ")
        demand(not manifest["missing"], f"missing: {manifest['missing'][:3]}")
        found = {"blobs": 0, "blobBytes": 0, "repoBytes": 0}
        for name, entry in listed.items():
            size, digest = read(archive, name)
            demand(size == entry["sizeBytes"], f"{name}: {size} bytes instead of {entry['sizeBytes']}")
            if name.startswith("blobs/"):
                demand(name == "blobs/" + cid_of(digest), f"{name} has other bytes")
                found["blobs"] += 1
                found["blobBytes"] += size
            else:
                demand(digest.hex() == entry["sha256"], f"{name} has another hash")
            if name == "repo.car":
                found["repoBytes"] = size
        print(json.dumps(found))


main(sys.argv[1])
