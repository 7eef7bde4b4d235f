#!/bin/sh
# Finds a Python that mathbits runs on and hands over to setup.py beside this file.
# PYTHON=/path/to/python chooses one; otherwise the first that will do is taken.
set -u

probe='import sys
print("%d.%d" % sys.version_info[:2])
if (3, 11) <= sys.version_info[:2] <= (3, 13):
    import ensurepip, venv
    print("usable")'

# Not the .venv of Windows, whose programs cannot be replaced while one of them runs.
candidates=${PYTHON:-.venv/bin/python python3 python3.13 python3.12 python3.11 python}
[ -z "${PYTHON:-}" ] || IFS= # A path that was given may hold spaces.
found=
for candidate in $candidates; do
    answer=$("$candidate" -c "$probe" 2>/dev/null) # Empty where a name leads nowhere, as a shim may.
    case $answer in
        *usable*) exec "$candidate" "$(dirname "$0")/setup.py" "$@" ;;
        3.1[123]*) found="$found, $answer without venv and ensurepip ($candidate)" ;;
        ?*) found="$found, $answer ($candidate)" ;;
    esac
done

case $found in
    *venv*) advice="install what is missing (on Debian and Ubuntu: apt install python3-venv)" ;;
    *) advice="install one, or name one with PYTHON=/path/to/python" ;;
esac
found=${found#, }
echo "mathbits: Python 3.11, 3.12 or 3.13 is needed; found: ${found:-none (tried: $candidates)}; $advice." >&2
exit 1
