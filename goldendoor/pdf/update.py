"""The incremental update (ISO 32000-1, 7.5.6) that a fill appends to a template's base.

Everything is text in Latin-1, where a character is a byte, so that an object's offset is a length.
"""

import struct


class Update:
    """Collects objects and writes them, with a cross-reference stream, after the base."""

    __slots__ = ("_chunks", "_next", "_numbers", "_offsets", "_position")

    def __init__(self, base_length: int, first_free: int) -> None:
        self._chunks: list[str] = []
        self._numbers: list[int] = []
        self._offsets: list[int] = []
        self._position = base_length
        self._next = first_free

    def reserve(self, count: int = 1) -> int:
        """The first of `count` new object numbers."""
        first = self._next
        self._next += count
        return first

    def add(self, number: int, written: str) -> None:
        """Append an object, written out from `number 0 obj` to `endobj`."""
        self._numbers.append(number)
        self._offsets.append(self._position)
        self._chunks.append(written)
        self._position += len(written)

    def add_body(self, number: int, body: str) -> None:
        """Append an object given its body."""
        self.add(number, f"{number} 0 obj\n{body}\nendobj\n")

    def add_stream(self, number: int, dictionary: str, content: str) -> None:
        """Append a stream that is not compressed; `dictionary` lacks its marks and /Length."""
        self.add_body(number, f"<<{dictionary}/Length {len(content)}>>stream\n{content}\nendstream")

    def finish(self, base: bytes, trailer: str, previous: int) -> bytes:
        """The whole file: base, objects, cross-reference stream (7.5.8), end.

        `previous` is where the base's own cross-reference begins; 0 if it has none.
        """
        number = self.reserve()
        here = self._position
        self._numbers.append(number)
        self._offsets.append(here)
        order = sorted(range(len(self._numbers)), key=self._numbers.__getitem__)
        rows: list[int] = []
        index: list[int] = []
        expected = -1
        for at in order:
            current = self._numbers[at]
            if current != expected:
                index += (current, 0)
            index[-1] += 1
            expected = current + 1
            rows += (1, self._offsets[at])
        table = struct.pack(">" + "BI" * len(order), *rows)
        before = f"/Prev {previous}" if previous else ""
        head = (
            f"{number} 0 obj\n<</Type/XRef/W[1 4 0]/Index[{' '.join(map(str, index))}]"
            f"/Size {self._next}{trailer}{before}/Length {len(table)}>>stream\n"
        )
        tail = f"\nendstream\nendobj\nstartxref\n{here}\n%%EOF\n"
        body = "".join(self._chunks) + head
        return b"".join((base, body.encode("latin-1"), table, tail.encode("latin-1")))
