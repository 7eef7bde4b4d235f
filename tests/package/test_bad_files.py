"""Files that were damaged, or made to do harm: our own errors, little memory, nothing unpickled.

Two thousand mutations in all, of a saved model, of a data file and of a picture.
"""

import gzip
import io
import json
import pickle
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from extras import skip_without
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mathbits import Input, archive, layers, models, optimizers
from mathbits.datasets import mnist
from mathbits.images import read_digit

# What Python itself takes, whatever the file's size: an error of zipfile quotes 64 KiB, say.
ALLOWANCE = 1_000_000
HUGE = [2**31, 2**32 - 1, 2**63, 10**30]

Mutation = Callable[[bytes], bytes]


def mutated_ways(examples: int) -> settings:
    """So many examples. Nothing takes five seconds that does not hang."""
    return settings(
        max_examples=examples,
        deadline=5000,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


# What can happen to any file.


def flipped(bits: list[int]) -> Mutation:
    def mutate(content: bytes) -> bytes:
        changed = bytearray(content)
        for bit in bits:
            changed[bit // 8 % len(changed)] ^= 1 << bit % 8
        return bytes(changed)

    return mutate


def truncated(share: float) -> Mutation:
    return lambda content: content[: int(len(content) * share)]


def spliced(start: float, end: float, to: float, more: bytes) -> Mutation:
    """A piece of the file, and other bytes, put in at another place."""

    def mutate(content: bytes) -> bytes:
        a, b, c = (int(len(content) * share) for share in (start, end, to))
        return content[:c] + content[a:b] + more + content[c:]

    return mutate


def without(start: float, end: float) -> Mutation:
    def mutate(content: bytes) -> bytes:
        a, b = sorted(int(len(content) * share) for share in (start, end))
        return content[:a] + content[b:]

    return mutate


SHARES = st.floats(0, 1)
DAMAGE: st.SearchStrategy[Mutation] = st.one_of(
    st.builds(flipped, st.lists(st.integers(0, 2**24), min_size=1, max_size=8)),
    st.builds(truncated, SHARES),
    st.builds(spliced, SHARES, SHARES, SHARES, st.binary(max_size=100)),
    st.builds(without, SHARES, SHARES),
    st.binary(max_size=200).map(lambda content: lambda _: content),
)


# What somebody can do to a model file who knows how it is made.


def packed(members: list[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", compression) as archive:
        warnings.simplefilter("ignore")  # A name may be there twice.
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def unpacked(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def array_file(header: dict[str, Any], content: bytes) -> bytes:
    """An `.npy` file with that header, true or not."""
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, header)
    return file.getvalue() + content


def claiming(shape: list[int], dtype: str, fortran_order: bool, number: int) -> Mutation:
    """One array's header says that it has another shape or dtype."""

    def mutate(content: bytes) -> bytes:
        members = unpacked(content)
        name, array = members[number % len(members)]
        header = {"descr": dtype, "fortran_order": fortran_order, "shape": tuple(shape)}
        members[number % len(members)] = name, array_file(header, array[128:])
        return packed(members)

    return mutate


def rearranged(order: list[int], names: list[str], compression: int) -> Mutation:
    """Members left out, doubled, renamed, compressed."""

    def mutate(content: bytes) -> bytes:
        members = unpacked(content)
        chosen = [members[i % len(members)] for i in order]
        renamed = [(name, array) for name, (_, array) in zip(names, chosen, strict=False)]
        return packed([*renamed, *chosen[len(renamed) :]], compression)

    return mutate


def renamed(old: str, new: str) -> Mutation:
    return lambda content: packed(
        [(new if name == old else name, array) for name, array in unpacked(content)]
    )


def described(path: list[int], value: Any) -> Mutation:
    """One value of the description replaced."""

    def mutate(content: bytes) -> bytes:
        members = dict(unpacked(content))
        config = json.loads(members["config.npy"][128:])
        place: Any = config
        for step in path[:-1]:
            keys = sorted(place) if isinstance(place, dict) else range(len(place))
            inner = place[keys[step % len(keys)]]
            if not isinstance(inner, dict | list) or not inner:
                break
            place = inner
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        place[keys[path[-1] % len(keys)]] = value
        members["config.npy"] = described_by(json.dumps(config).encode())
        return packed(list(members.items()))

    return mutate


def described_by(text: bytes) -> bytes:
    return array_file({"descr": "|u1", "fortran_order": False, "shape": (len(text),)}, text)


def recorded(signature: bytes, number: int, offset: int, value: int, size: int) -> Mutation:
    """One field of a record of the zip file overwritten: a size, a place, a flag."""

    def mutate(content: bytes) -> bytes:
        places = []
        at = content.find(signature)
        while at >= 0:
            places.append(at)
            at = content.find(signature, at + 1)
        at = places[number % len(places)] + offset
        written = int(value % 256**size).to_bytes(size, "little")
        return (content[:at] + written + content[at + size :])[: len(content)]

    return mutate


LENGTHS = st.one_of(st.integers(-2, 300), st.sampled_from(HUGE))
NAMES = st.one_of(
    st.sampled_from(["config.npy", "weights_0.npy", "weights_9.npy", "memory_0.npy", "../x.npy"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=10),
)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.sampled_from([*HUGE, -1, 0, 1, 2.5]), st.text(max_size=8),
        st.floats(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)  # fmt: skip
DTYPES = [
    "<f4",
    ">f4",
    "<f8",
    "|u1",
    "|O",
    "|V9",
    "<U9",
    "<c8",
    "<M8[s]",
    "<i4,<f4",
    "|S1000000000",
]
TAMPERING: st.SearchStrategy[Mutation] = st.one_of(
    st.builds(
        claiming,
        st.lists(LENGTHS, max_size=3),
        st.sampled_from(DTYPES),
        st.booleans(),
        st.integers(0, 9),
    ),
    st.builds(
        rearranged,
        st.lists(st.integers(0, 9), max_size=9),
        st.lists(NAMES, max_size=3),
        st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]),
    ),
    st.builds(described, st.lists(st.integers(0, 9), min_size=1, max_size=4), VALUES),
    st.builds(
        recorded,
        st.sampled_from([b"PK\1\2", b"PK\3\4", b"PK\5\6", b"\x93NUMPY"]),
        st.integers(0, 9),
        st.integers(4, 45),
        st.one_of(st.integers(0, 2**32), st.sampled_from(HUGE)),
        st.sampled_from([1, 2, 4, 8]),
    ),
)


@cache
def model_file() -> bytes:
    """A saved model of 130 kB that has been trained a little."""
    import tempfile

    model = models.Sequential(
        [Input((8, 8)), layers.Flatten(), layers.Dense(160, "relu"), layers.Dense(3, "softmax")]
    )
    model.compile(optimizers.Adam(clipnorm=1.0), "categorical_crossentropy", metrics=["accuracy"])
    model.fit(np.ones((4, 8, 8)), np.eye(3)[[0, 1, 2, 0]])
    with tempfile.TemporaryDirectory() as folder:
        model.save(f"{folder}/model.npz")
        return Path(f"{folder}/model.npz").read_bytes()


def taken_by(function: Callable[[], object]) -> int:
    """The most memory that a call had at a time, in bytes."""
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def refusal(function: Callable[[], object]) -> str:
    """What an error of ours says, or nothing where there is none."""
    try:
        function()
    except ValueError as error:
        return str(error)
    return ""


def expect_model_or_refusal(path: Path, content: bytes, allowance: int = ALLOWANCE) -> None:
    """Loading gives a model, or an error of ours that names the file, and takes little memory."""
    path.write_bytes(content)

    def load() -> None:
        reason = refusal(lambda: models.load_model(path))
        assert reason.startswith(f"{path} is not a model that mathbits saved: ") or not reason
        assert len(reason) < len(str(path)) + 400

    load()  # A module that a reader of zip files imports is not the file's.
    assert taken_by(load) <= 3 * len(content) + allowance


@pytest.fixture(scope="module", autouse=True)
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What a pickle in any of the files would make. It must not be there in the end."""
    mark: Path = tmp_path_factory.mktemp("trap") / "sprung"
    yield mark
    assert not mark.exists()


@example(lambda content: content)
@given(DAMAGE)
@mutated_ways(600)
def test_a_damaged_model_is_refused(tmp_path: Path, mutation: Mutation) -> None:
    expect_model_or_refusal(tmp_path / "model.npz", mutation(model_file()))


@given(TAMPERING)
@mutated_ways(800)
def test_a_model_that_was_tampered_with_is_refused(tmp_path: Path, mutation: Mutation) -> None:
    expect_model_or_refusal(tmp_path / "model.npz", mutation(model_file()))


def test_a_model_is_read_with_less_than_three_times_its_size(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    model = models.Sequential([Input((2000,)), layers.Dense(2000)])
    model.save(path)
    assert taken_by(lambda: models.load_model(path)) < 3 * path.stat().st_size


def bomb(name: str, size: int) -> bytes:
    """Zeros that take a thousandth of their size."""
    header = {"descr": "<f4", "fortran_order": False, "shape": (size // 4,)}
    return packed([(name, array_file(header, bytes(size)))], zipfile.ZIP_DEFLATED)


def many_members(count: int) -> bytes:
    return packed([(str(i), b"") for i in range(count)])


def large_directory() -> bytes:
    """A directory whose size stands in the record of a zip64 file, where it is not limited."""
    content = many_members(70_000)
    assert b"PK\x06\x07" in content[-42:]
    return content


def overlapping() -> bytes:
    """A thousand members, all of them the same bytes of the file."""
    content = packed([("weights_0.npy", bytes(10**6))])
    directory = content.index(b"PK\1\2")
    entry = content[directory : content.index(b"PK\5\6")]
    end = bytearray(content[-22:])
    end[8:12] = (1000).to_bytes(2, "little") * 2
    end[12:16] = (1000 * len(entry)).to_bytes(4, "little")
    return content[:directory] + entry * 1000 + end


def claiming_members(size: int) -> bytes:
    """Small members, of which the directory says that each has so many bytes."""
    content = packed([("config.npy", b"{}"), ("weights_0.npy", b"")])
    for number in (0, 1):
        for offset in (20, 24):  # as stored, and unpacked
            content = recorded(b"PK\1\2", number, offset, size, 4)(content)
    return content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda: bomb("weights_0.npy", 10**8), "'weights_0.npy' is compressed"),
        (lambda: bomb("config.npy", 10**8), "'config.npy' is compressed"),
        (lambda: many_members(1500), "its directory has "),
        (large_directory, "it does not end as a zip file"),
        (overlapping, "directory has |is there twice|claims 1000000 bytes"),
        (lambda: claiming_members(2**31), "'config.npy' claims 2147483648 bytes"),
        (lambda: claiming_members(150), "'weights_0.npy' claims 150 bytes"),
        (lambda: packed([("config.npy", bytes(10**6))]), "'config.npy' has 1000000 bytes"),
        (lambda: b"", "it does not end as a zip file"),
        (lambda: packed([("weights_0.npy", b"")]), "it has no 'config'"),
    ],
)
def test_an_absurd_size_is_refused_by_the_header(
    tmp_path: Path, content: Callable[[], bytes], reason: str
) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content())

    def load() -> None:
        with pytest.raises(ValueError, match=reason):
            models.load_model(path)

    load()
    assert taken_by(load) < ALLOWANCE


class Endless(io.BytesIO):
    """As `/dev/zero`, it tells of no end, and gives as much as it is asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0, "All of it is asked for."
        return bytes(size)


def test_a_file_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="it does not end as a zip file"):
        archive.read(Endless())


@pytest.mark.parametrize("element", [b"[],", b'{"":0},', b'"",', b"[[[[[[[["])
def test_a_description_that_unfolds_is_kept_small(tmp_path: Path, element: bytes) -> None:
    text = b"[" + element * (2**16 // len(element) - 1) + b"0]"
    content = packed([("config.npy", described_by(text))])
    # Python's objects take up to thirty times the room of their text.
    expect_model_or_refusal(tmp_path / "model.npz", content, 30 * 2**16)


@pytest.mark.parametrize("units", [10**5, 10**9, 10**30])
def test_layers_larger_than_the_file_are_never_made(tmp_path: Path, units: int) -> None:
    for place in ([1, 0], [3, 1, 1, 4]):  # an axis of the input, the units of a layer
        expect_model_or_refusal(tmp_path / "model.npz", described(place, units)(model_file()))


@pytest.mark.parametrize(
    ("mutation", "reason"),
    [
        (claiming([32, 320], "<f8", False, 1), "'weights_0.npy' holds float64, expected float32"),
        (claiming([64, 160], ">f4", False, 1), "'weights_0.npy' holds >f4, expected float32"),
        (claiming([64, 160], "<f4", True, 1), "'weights_0.npy' holds float32, expected float32"),
        (claiming([64, 161], "<f4", False, 1), r"claims the shape \(64, 161\) and has 40960 bytes"),
        (claiming([32, 320], "<f4", False, 1), r"dense: expected shape \(64, 160\), got \(32, 320"),
        (claiming([32, 320], "<f4", False, 5), r"memory: expected arrays of shapes \[\(64, 160"),
        (recorded(b"\x93NUMPY", 1, 6, 2, 1), "Bad CRC-32"),
        (rearranged([0, 1, 2, 3], [], 0), r"dense_1: expected shape \(3,\), got None"),
        (rearranged([0, 1, 2, 3, 4], ["config.npy", "a.npy"], 0), "it has no 'weights_0'"),
        (rearranged([0, 1, 2, 3, 4, 2], ["config.npy"] * 2, 0), "'config.npy' is there twice"),
        (
            renamed("memory_7.npy", "other.npy"),
            "expected arrays of weights and memory, got weights",
        ),
        (renamed("memory_7.npy", "weights_4.npy"), "weights: 1 more than the layers have"),
        (described([0], 2), "its format is 2, expected 1"),
        (described([2], -1), "iterations: expected a whole number of 1 or more, got -1"),
        (described([8, 2, 1], -1), "is not a model"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, mutation: Mutation, reason: str) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(mutation(model_file()))
    with pytest.raises(ValueError, match=reason):
        models.load_model(path)


class Trap:
    """An object that leaves a mark when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> Any:
        return Path.touch, (self.mark,)


def test_nothing_in_a_file_is_unpickled(tmp_path: Path, trap: Path) -> None:
    path = tmp_path / "model.npz"
    pickled: dict[str, Any] = {"config": np.array([Trap(trap)], dtype=object)}
    np.savez(path, **pickled)
    bare = io.BytesIO()
    np.save(bare, pickled["config"])
    header = {"descr": "|O", "fortran_order": False, "shape": (1,)}
    weights = array_file(header, pickle.dumps(Trap(trap)))
    members = dict(unpacked(model_file()))
    for content in (
        path.read_bytes(),
        bare.getvalue(),
        pickle.dumps(Trap(trap)),
        packed(list({**members, "weights_0.npy": weights}.items())),
        packed(list({**members, "weights_0.npy": pickle.dumps(Trap(trap))}.items())),
    ):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="is not a model"):
            models.load_model(path)
    # The trap would have sprung.
    pickle.loads(pickle.dumps(Trap(trap)))
    assert trap.exists()
    trap.unlink()


# The data.


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the data are read from, in place of the shipped one."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    return tmp_path / "data"


LABELS = (Path(mnist.__file__).parent / f"data/{mnist.LABELS_TEST}.gz").read_bytes()


def compressed(share: float, value: int) -> Mutation:
    """Other data, well compressed."""

    def mutate(content: bytes) -> bytes:
        labels = bytearray(gzip.decompress(content))
        labels[int((len(labels) - 1) * share)] = value
        return gzip.compress(labels, 1)

    return mutate


@given(st.one_of(DAMAGE, st.builds(compressed, SHARES, st.integers(0, 255))))
@mutated_ways(400)
def test_damaged_data_are_refused(data: Path, mutation: Mutation) -> None:
    expect_data_or_refusal(data, mutation(LABELS))


def test_data_that_unfold_are_refused(data: Path) -> None:
    expect_data_or_refusal(data, gzip.compress(bytes(10**8), 1))


def expect_data_or_refusal(data: Path, content: bytes) -> None:
    path = data / f"{mnist.LABELS_TEST}.gz"
    path.write_bytes(content)

    def load() -> None:
        if content == LABELS:
            return
        with pytest.raises(ValueError, match="altered or cut short") as error:
            mnist._read(mnist.LABELS_TEST)
        assert str(path) in str(error.value)

    assert taken_by(load) <= 3 * len(content) + ALLOWANCE


# Pictures, which Pillow reads.


@cache
def pictures() -> list[bytes]:
    from PIL import Image

    digit = Image.fromarray(mnist._read(mnist.IMAGES_TEST)[0])
    files = []
    for kind in ("PNG", "JPEG", "GIF", "BMP", "TIFF"):
        file = io.BytesIO()
        digit.save(file, kind)
        files.append(file.getvalue())
    return files


@given(DAMAGE, st.integers(0, 4))
@mutated_ways(200)
def test_a_damaged_picture_is_refused(tmp_path: Path, mutation: Mutation, kind: int) -> None:
    skip_without("PIL")
    path = tmp_path / "digit"
    path.write_bytes(mutation(pictures()[kind]))
    reason = refusal(lambda: read_digit(path))
    assert reason.startswith(str(path)) or not reason


@pytest.mark.filterwarnings("ignore")  # As anybody may.
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    skip_without("PIL")
    from PIL import Image

    path = tmp_path / "digit.png"
    file = io.BytesIO()
    Image.new("1", (10, 10)).save(file, "PNG")
    for width, height in ((10_000, 9_000), (50_000, 50_000)):  # Pillow warns, Pillow refuses.
        header = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + file.getvalue()[24:29]
        path.write_bytes(
            file.getvalue()[:12] + header + zlib.crc32(header).to_bytes(4) + file.getvalue()[33:]
        )

        def read() -> None:
            with pytest.raises(ValueError, match="exceeds limit"):
                read_digit(path)

        read()
        assert taken_by(read) < ALLOWANCE


def test_a_program_in_place_of_a_picture_is_not_run(tmp_path: Path) -> None:
    skip_without("PIL")
    path = tmp_path / "digit.eps"
    path.write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n")
    with pytest.raises(ValueError, match="cannot identify image file"):
        read_digit(path)


def test_a_large_photograph_takes_no_more_memory_than_its_pixels(tmp_path: Path) -> None:
    skip_without("PIL")
    from PIL import Image

    page = Image.new("L", (4000, 3000), "white")
    page.paste("black", (1900, 1000, 2100, 2000))
    page.save(tmp_path / "photo.png")
    digits = []
    peak = taken_by(lambda: digits.append(read_digit(tmp_path / "photo.png")))
    assert digits[0].max() == 255
    assert peak < 60_000_000
