#!/bin/sh
# Make the development environment: setup.sh FOLDER
set -eu
folder=$1

find_python() {
    # 3.12 is Slicer's own; slicer-core has wheels from 3.11 to 3.13.
    for name in ${PYTHON:-} python3.12 python3.11 python3.13 python3 python3.10 python; do
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' \
            >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    echo "No Python 3.10 or newer with venv was found. Install one (Debian: apt-get install" \
        "python3-venv), or name it: make PYTHON=/path/to/python ..." >&2
    exit 1
}

# What Slicer's rendering libraries need on a bare Linux; other systems have it.
install_system_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    [ -d "$(echo "$folder"/lib/python3*/site-packages/vtkmodules)" ] || return 0
    "$folder/bin/python" -c 'import vtkmodules.vtkRenderingOpenGL2' 2>/dev/null &&
        ldconfig -p 2>/dev/null | grep -q libEGL.so &&
        ls /usr/share/glvnd/egl_vendor.d/*.json >/dev/null 2>&1 && return 0
    packages="libgl1 libegl1 libegl-mesa0 libgl1-mesa-dri libopengl0 libglx-mesa0 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
    command -v apt-get >/dev/null || {
        echo "Off-screen rendering needs OpenGL and EGL (Mesa); install them with your package manager." >&2
        return 0
    }
    if [ "$(id -u)" = 0 ]; then
        apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages
    else
        echo "Off-screen rendering needs system libraries. Run this, then make again:" >&2
        echo "    sudo apt-get install -y $packages" >&2
        exit 1
    fi
}

python=$(find_python)
echo "Setting up $folder with $("$python" --version)"
"$python" -m venv --clear "$folder"
"$folder/bin/python" -m pip install -q --disable-pip-version-check \
    -c constraints.txt -e '.[deep,slicer,demo,test,lint]'
install_system_libraries
