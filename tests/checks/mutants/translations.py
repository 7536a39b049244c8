"""Catalogs in Chinese, Japanese and Korean."""

FOLDER = "locale/{}/LC_MESSAGES/alpha.po"
ZH, JA, KO = (FOLDER.format(code) for code in ("zh_CN", "ja", "ko"))
MEDIAN, TAIL = 'msgstr "由', 'msgstr "`waits`'

MUTANTS = {
    "translation.malformed": [
        (ZH, 'msgstr "测量队列"', 'msgstr "测量"队列"'),
        (
            JA,
            'msgstr "待ち行列を測る"',
            'msgstr "待ち行列を測る"\n\nmsgid "Measuring a queue"\nmsgstr "列"',
            'msgid "Measuring a queue"\nmsgstr "列"',
        ),
        (KO, 'msgstr "대기열 측정"', 'mgstr "대기열 측정"'),
    ],
    "translation.parity": [
        (ZH, "<fig-alpha-tail>` 可见", "<fig-alpha-waits>` 可见", MEDIAN),
        (ZH, "由 $L = \\\\lambda W$ 和", "由", 'msgstr "由'),
        (ZH, "等待了 {value}`wait-median:si`", "等待了 {value}`wait-median:.1f`", MEDIAN),
        (ZH, "1\u202f250", "1\u202f520", TAIL),
        (ZH, "[此处](https://example.org/a)", "[此处](https://example.org/b)", TAIL),
        (ZH, "`waits` 给出", "`wait` 给出", 'msgstr "`wait`'),
        (ZH, "运行 {count} 次", "运行 {n} 次"),
        (JA, "{ref}`sec-alpha-law` を", "{ref}`sec-alpha` を", 'msgstr "裾'),
        (JA, "{ref}`sec-alpha-law` を", "節を", 'msgstr "裾'),
        (KO, "12번", "21번"),
        (KO, "{value}`wait-median:si|은는`", "{value}`wait-mean:si|은는`"),
        (KO, "12번 실행에서", "12번, 30번 실행에서"),
    ],
    "translation.stale": [
        (ZH, "#: ../../chapters/1-part/alpha.md:1\n", "#, fuzzy\n", 'msgid "Measuring'),
        (JA, 'msgstr "待ち行列を測る"', 'msgstr ""', 'msgid "Measuring'),
        (
            KO,
            'msgstr "대기열 측정"',
            'msgstr "대기열 측정"\n\n#~ msgid "Old."\n#~ msgstr "옛."',
            '#~ msgid "Old."',
        ),
    ],
    "translation.width": [
        (ZH, "次，然后", "次,然后"),
        (ZH, "可见，中位", "可见, 中位", MEDIAN),
        (JA, "大切です。", "大切です! ", 'msgstr "裾'),
        (ZH, "运行 {count}", "运行ＡＢ {count}"),
        (JA, "待ち行列を測る", "ﾃｽﾄを測る"),
        (ZH, "停止。", "停止."),
    ],
    "translation.script": [
        (ZH, "测量队列", "機器队列"),
        (ZH, "测量队列", "测量キュー"),
        (JA, "待ち行列を測る", "대기열を測る"),
        (KO, "대기열 측정", "대기열 キュー"),
        (ZH, "次，然后停止", "次，然後停止時"),
    ],
    "translation.term": [
        (ZH, "尾延迟", "延迟"),
        (JA, "裾の遅延", "遅延", 'msgstr "遅延'),
        (ZH, "`waits` 给出", "`waits` 给", "`waits` 给", None, 0, (ZH, "尾延迟", "尾部延迟")),
    ],
}
