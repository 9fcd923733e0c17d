"""Sums all surefire and failsafe reports below a folder into one line; fails when there was no test or a failed one."""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def main(root: pathlib.Path) -> int:
    total = failed = skipped = 0
    for kind in ("surefire-reports", "failsafe-reports"):
        for report in sorted(root.glob(f"*/target/{kind}/TEST-*.xml")):
            suite = ElementTree.parse(report).getroot()
            total += int(suite.get("tests"))
            failed += int(suite.get("failures")) + int(suite.get("errors"))
            skipped += int(suite.get("skipped"))
    print(f"{total - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
