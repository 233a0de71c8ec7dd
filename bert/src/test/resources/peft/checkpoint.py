"""Reads Google's BERT, as a TensorFlow checkpoint, into PyTorch's BERT. Needs no TensorFlow."""

import pathlib

import numpy
import torch

LAYER = {
    "attention/self/query": "attention.self.query",
    "attention/self/key": "attention.self.key",
    "attention/self/value": "attention.self.value",
    "attention/output/dense": "attention.output.dense",
    "attention/output/LayerNorm": "attention.output.LayerNorm",
    "intermediate/dense": "intermediate.dense",
    "output/dense": "output.dense",
    "output/LayerNorm": "output.LayerNorm",
}
PARTS = {"kernel": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"}


def load(variables: pathlib.Path, bert: torch.nn.Module):
    """Fills a BertModel; of its parameters only the pooler's may be left over."""
    state = {}
    for name, values in read(variables).items():
        path = name.removeprefix("module/bert/").split("/")
        if path[0] == "embeddings":
            module = "embeddings.LayerNorm." + PARTS[path[2]] if len(path) == 3 else f"embeddings.{path[1]}.weight"
        elif path[0] == "encoder":
            inside = LAYER["/".join(path[2:-1])]
            module = f"encoder.layer.{path[1].removeprefix('layer_')}.{inside}.{PARTS[path[-1]]}"
        else:
            continue
        # A kernel is [in, out] in TensorFlow and [out, in] in PyTorch.
        state[module] = torch.tensor(values.T if path[-1] == "kernel" else values)
    missing, unexpected = bert.load_state_dict(state, strict=False)
    assert not unexpected and all(name.startswith("pooler.") for name in missing), (missing, unexpected)


def read(variables: pathlib.Path) -> dict[str, numpy.ndarray]:
    """The float tensors of variables.index and variables.data-00000-of-00001."""
    index = (variables / "variables.index").read_bytes()
    data = numpy.memmap(variables / "variables.data-00000-of-00001", dtype=numpy.uint8, mode="r")
    tensors = {}
    footer = index[-48:]
    _, at = varint(footer, varint(footer, 0)[1])  # past the handle of the meta index
    start, at = varint(footer, at)
    for _, handle in block(index, start, varint(footer, at)[0]):
        start, at = varint(handle, 0)
        for key, value in block(index, start, varint(handle, at)[0]):
            entry = fields(value)
            if key and entry.get(1) == [1]:  # float32
                dims = [fields(dim).get(1, [0])[0] for dim in fields(entry[2][0]).get(2, [])]
                offset, size = entry.get(4, [0])[0], entry[5][0]
                tensors[key.decode()] = data[offset : offset + size].view("<f4").reshape(dims)
    return tensors


def block(table: bytes, start: int, size: int):
    """Keys and values of a block of a LevelDB table."""
    end = start + size
    end -= 4 + 4 * int.from_bytes(table[end - 4 : end], "little")  # where the restarts begin
    key = b""
    while start < end:
        shared, start = varint(table, start)
        own, start = varint(table, start)
        length, start = varint(table, start)
        key = key[:shared] + table[start : start + own]
        start += own
        yield key, table[start : start + length]
        start += length


def fields(message: bytes) -> dict[int, list]:
    """The fields of a protocol buffer by their numbers."""
    found, at = {}, 0
    while at < len(message):
        tag, at = varint(message, at)
        if tag & 7 == 0:
            value, at = varint(message, at)
        else:
            size, at = (4, at) if tag & 7 == 5 else varint(message, at)
            value, at = message[at : at + size], at + size
        found.setdefault(tag >> 3, []).append(value)
    return found


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number and where it ends."""
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 128:
            return value, at
