"""Books in Chinese, Japanese and Korean: which fonts, which line breaks, which words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build_tools.core.codes import Code
from tests.builders.pdf.test_making import pdf_of, printed, words
from tests.pipeline.books import copy_root

FONTS = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
needs_noto = pytest.mark.skipif(not FONTS.is_file(), reason="fonts-noto-cjk is not installed")
TEXTS = {
    "zh": "测量之前，先说明假设。“系统”由数据、程序和机器组成；每一次请求都要等待。",
    "ja": "測定する前に、仮定を述べる。「システム」はデータ、プログラム、機械からなる。",
    "ko": "측정하기 전에 가정을 말한다. 시스템은 데이터와 프로그램과 기계로 이루어진다.",
}
CLOSING = "，。、；”」）"


@needs_noto
@pytest.mark.parametrize("language", list(TEXTS))
def test_a_book_is_set_in_its_own_script(language: str, tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    config = root / "_config.yml"
    sphinx = {"zh": "zh_CN"}.get(language, language)
    config.write_text(f"{config.read_text()}\nsphinx:\n  config:\n    language: {sphinx}\n")
    text = TEXTS[language]
    code = f"```python\n# {text[:12]}\nprint(1)\n```"
    (root / "one.md").write_text(f"# {text[:6]}\n\n{text * 12}\n\n{code}\n", encoding="utf-8")
    done = printed(root)
    assert not [
        each for each in done.diagnostics if each.code in (Code.PDF_FONT, Code.PDF_OVERFLOW)
    ]
    listed = subprocess.run(
        ["pdffonts", str(pdf_of(root))], capture_output=True, check=True, text=True
    )
    suffix = {"zh": "SC", "ja": "JP", "ko": "KR"}[language]
    noto = [name for name in listed.stdout.splitlines() if "CJK" in name]
    assert noto
    assert all(f"-{suffix}" in name for name in noto)
    lines = [line.strip() for line in words(pdf_of(root), "-layout").splitlines() if line.strip()]
    assert "".join(text.split()) in "".join("".join(lines).split())
    assert not [line for line in lines if line[0] in CLOSING]
