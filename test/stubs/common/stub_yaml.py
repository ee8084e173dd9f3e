"""Reads the part of YAML that the example uses: block mappings and lists, plain and quoted scalars, `[a, b]`, `>-` and `|`, anchors."""
import re

_SPECIAL = {"true": True, "false": False, "null": None, "~": None, "": None}
_ENTRY = re.compile(r"""^("[^"]*"|'[^']*'|[^\s'"\[\]{}:][^:]*?)\s*:(?:\s+(.*))?$""")


def load(text):
    """The value of the one document of `text`; ValueError where the text is beyond this reader."""
    reader = _Reader([line.rstrip() for line in text.splitlines() if line.strip() != "---"])
    value = reader.block(0)
    if reader.peek() is not None:
        raise ValueError(f"line {reader.at + 1}: not understood: {reader.lines[reader.at]!r}")
    return value


def _without_comment(text):
    quote = None
    for index, char in enumerate(text):
        if quote:
            quote = None if char == quote else quote
        elif char in "\"'" and (index == 0 or text[index - 1] in " [,"):
            quote = char
        elif char == "#" and (index == 0 or text[index - 1] in " \t"):
            return text[:index].rstrip()
    return text.rstrip()


class _Reader:
    def __init__(self, lines):
        self.lines = lines
        self.at = 0
        self.anchors = {}

    def peek(self):
        """Indent and text of the next line that says something, or None at the end."""
        while self.at < len(self.lines):
            line = _without_comment(self.lines[self.at])
            if line.strip():
                return len(line) - len(line.lstrip(" ")), line.strip()
            self.at += 1
        return None

    def block(self, least):
        following = self.peek()
        if following is None or following[0] < least:
            return None
        indent, text = following
        return self.sequence(indent) if text == "-" or text.startswith("- ") else self.mapping(indent)

    def sequence(self, indent):
        items = []
        while (following := self.peek()) and following[0] == indent and (following[1] == "-" or following[1].startswith("- ")):
            rest = following[1][1:].strip()
            if not rest:
                self.at += 1
                items.append(self.block(indent + 1))
            elif _ENTRY.match(rest):
                # The first entry of a mapping stands behind the dash: read it as if it stood below.
                offset = len(following[1]) - len(rest)
                self.lines[self.at] = " " * (indent + offset) + rest
                items.append(self.mapping(indent + offset))
            else:
                self.at += 1
                items.append(self.scalar(rest))
        return items

    def mapping(self, indent):
        result = {}
        while (following := self.peek()) and following[0] == indent:
            match = _ENTRY.match(following[1])
            if not match:
                raise ValueError(f"line {self.at + 1}: not an entry: {following[1]!r}")
            key, rest = match.group(1).strip("\"'"), match.group(2) or ""
            self.at += 1
            if re.fullmatch(r"[|>][-+]?", rest):
                result[key] = self.folded(indent, rest[0])
            elif rest:
                result[key] = self.scalar(rest)
            else:
                after = self.peek()
                # A list may stand at the indent of its key.
                is_list = after is not None and after[0] == indent and after[1].startswith("- ")
                result[key] = self.sequence(indent) if is_list else self.block(indent + 1)
        return result

    def folded(self, indent, style):
        lines = []
        while self.at < len(self.lines) and (not self.lines[self.at].strip() or self.lines[self.at].startswith(" " * (indent + 1))):
            lines.append(self.lines[self.at].strip())
            self.at += 1
        return ("\n" if style == "|" else " ").join(lines).strip()

    def scalar(self, text):
        if text.startswith("&"):
            name, _, rest = text[1:].partition(" ")
            self.anchors[name] = self.scalar(rest.strip())
            return self.anchors[name]
        if text.startswith("*"):
            return self.anchors[text[1:]]
        if text[0] in "\"'" and text[-1] == text[0] and len(text) > 1:
            return text[1:-1]
        if text.startswith("[") and text.endswith("]"):
            return [self.scalar(item.strip()) for item in text[1:-1].split(",") if item.strip()]
        if text.lower() in _SPECIAL:
            return _SPECIAL[text.lower()]
        for convert in (int, float):
            try:
                return convert(text)
            except ValueError:
                continue
        return text
