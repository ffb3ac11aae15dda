"""A small issue that nothing is to be said about: its header, its text, its end matter."""

HEAD = "刊名：工作简报\n期号：2025年第3期（总第45期）\n日期：2025年1月20日\n"
END = "\n---\n报：区委办公室\n送：各科室\n"
ISSUE = HEAD + "\n# 标题一则\n\n一段正文。\n" + END


def issue(*header, body=""):
    """The issue with more header lines, and more text before its end matter."""
    return HEAD + "".join(line + "\n" for line in header) + "\n# 标题一则\n\n一段正文。\n" + body + END
