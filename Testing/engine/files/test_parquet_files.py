"""Tables survive the way through Parquet with their types, units and descriptions."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.files.payloads import read_payload, write_payload

TABLE = Table(
    (
        Column("case", texts=("001", "Ä, 2", "")),
        Column("volume", np.array([0.1, 1 / 3, np.nan]), unit="mm³", description="Of the mask."),
        Column("count", np.array([1, -2, 2**40])),
    ),
    "features",
)


def test_a_table_reads_back_exactly(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    path = tmp_path / "features.parquet"
    write_payload(path, TABLE)
    assert [p.name for p in tmp_path.iterdir()] == ["features.parquet"]
    back = read_payload(path, Table)
    assert isinstance(back, Table) and back.name == "features"
    for a, b in zip(TABLE.columns, back.columns, strict=True):
        assert (a.name, a.texts, a.unit, a.description) == (b.name, b.texts, b.unit, b.description)
        if a.values is not None:
            np.testing.assert_array_equal(a.values, b.values)
            assert a.values.dtype == b.values.dtype


def test_any_reader_of_parquet_sees_columns_and_units(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
    write_payload(tmp_path / "a.parquet", TABLE)
    content = parquet.read_table(tmp_path / "a.parquet")
    assert content.column_names == ["case", "volume", "count"]
    assert content.schema.field("volume").metadata[b"unit"].decode() == "mm³"


def test_tables_of_other_programs_are_read(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    from pyarrow import parquet

    content = arrow.table({
        "n": arrow.array([1, None, 3]),
        "flag": arrow.array([True, False, True]),
        "group": arrow.array(["a", "b", None]).dictionary_encode(),
    })  # fmt: skip
    parquet.write_table(content, tmp_path / "b.parquet")
    n, flag, group = read_payload(tmp_path / "b.parquet", Table).columns  # type: ignore[union-attr]
    np.testing.assert_array_equal(n.values, [1, np.nan, 3])
    np.testing.assert_array_equal(flag.values, [1, 0, 1])
    assert group.texts == ("a", "b", "")


def test_unusable_files_are_explained(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    from pyarrow import parquet

    with pytest.raises(UserError, match="There is no file"):
        read_payload(tmp_path / "none.parquet", Table)
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(UserError, match="not a readable Parquet file"):
        read_payload(tmp_path / "bad.parquet", Table)
    parquet.write_table(arrow.table({"when": [[1, 2], [3]]}), tmp_path / "lists.parquet")
    with pytest.raises(UserError, match=r"Column 'when' of .* convert it"):
        read_payload(tmp_path / "lists.parquet", Table)


def test_without_pyarrow_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UserError, match=r"need the library pyarrow.*or use CSV"):
        write_payload(tmp_path / "a.parquet", TABLE)
