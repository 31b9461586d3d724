"""The bill of materials of an image: what the image itself says is installed in it, as CycloneDX JSON.

`python sbom.py IMAGE`, with the docker command and what `requirements/audit.txt` pins.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

_PYTHON = """
import importlib.metadata as m, json
print(json.dumps([(d.metadata["Name"], d.version) for d in m.distributions()]))
"""


def inside(image: str, program: str, *arguments: str) -> str:
    """What a program of the image prints."""
    command = ["docker", "run", "--rm", "--network", "none", "--entrypoint", program, image, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def components(image: str) -> Iterator[Component]:
    """Python's packages, then those of the distribution that the base image is made of."""
    for name, version in json.loads(inside(image, "python", "-c", _PYTHON)):
        yield component(PackageURL("pypi", None, name.lower(), version))
    release = dict(
        line.split("=", 1) for line in inside(image, "cat", "/etc/os-release").splitlines() if "=" in line
    )
    distribution = release["ID"].strip('"')
    for line in inside(image, "dpkg-query", "-W", "-f", "${Package}\t${Version}\n").splitlines():
        name, version = line.split("\t")
        yield component(PackageURL("deb", distribution, name, version))


def component(url: PackageURL) -> Component:
    """One package by its address."""
    return Component(
        type=ComponentType.LIBRARY, name=url.name, version=url.version, purl=url, bom_ref=url.to_string()
    )


def main() -> None:
    """Write the bill to standard output."""
    image = sys.argv[1]
    identity = json.loads(
        subprocess.run(["docker", "image", "inspect", image], check=True, capture_output=True).stdout
    )[0]["Id"]
    bom = Bom(components=components(image))
    whole = Component(type=ComponentType.CONTAINER, name=image, version=identity, bom_ref=image)
    bom.metadata.component = whole
    bom.register_dependency(whole, bom.components)
    sys.stdout.write(JsonV1Dot6(bom).output_as_string(indent=2) + "\n")


if __name__ == "__main__":
    main()
