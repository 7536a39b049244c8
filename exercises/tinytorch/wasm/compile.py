"""product.c → product.wasm, by the compiler in the wheel `ziglang`: the same bytes each time.

    pip install ziglang==0.17.1 && python exercises/tinytorch/wasm/compile.py

Needed only when product.c changes; the result is kept beside it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
# -fno-builtin: a loop that copies must not become a call of memcpy, which nobody would provide.
_COMPILE = (
    "-target wasm32-emscripten -O3 -msimd128 -fPIC -fno-builtin -fvisibility=hidden -Wall -Wextra"
)
_LINK = "-shared --experimental-pic --no-entry --strip-all --export=product_f32"


def compile_product() -> bytes:
    """Return the side module. Raises CalledProcessError with the compiler's words on stderr."""
    zig = [sys.executable, "-m", "ziglang"]
    with tempfile.TemporaryDirectory() as folder:
        command = [*zig, "cc", *_COMPILE.split(), "-c", "product.c", "-o", f"{folder}/product.o"]
        subprocess.run(command, cwd=HERE, check=True)
        link = [*zig, "wasm-ld", *_LINK.split(), "product.o", "-o", "product.wasm"]
        subprocess.run(link, cwd=folder, check=True)
        return (Path(folder) / "product.wasm").read_bytes()


if __name__ == "__main__":
    (HERE / "product.wasm").write_bytes(compile_product())
