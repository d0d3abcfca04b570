"""A graph of ONNX operators, built one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

OPERATORS = 21
FORMAT = 10
"""Versions of the standard's operators and of its file format: what onnxruntime 1.20 and later read."""
OWN = "com.microsoft"
"""Operators that onnxruntime adds to the standard's."""
FLOAT, UINT8 = TensorProto.FLOAT, TensorProto.UINT8


class Graph:
    """Nodes and constants in the order in which they were added; everything is named by number."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._nodes: list[NodeProto] = []
        self._constants: dict[tuple[str, bytes], tuple[str, TensorProto]] = {}
        self._middle: dict[int, str] = {}

    def add(self, operator: str, *inputs: str, own: bool = False, **attributes: Any) -> str:
        """One more node with one result; the result's name. own: an operator of onnxruntime's."""
        return self.add_several(operator, *inputs, results=1, own=own, **attributes)[0]

    def add_several(self, operator: str, *inputs: str, results: int, own: bool = False, **attributes: Any) -> list[str]:
        """The same for a node with several results."""
        names = [f"{operator}_{len(self._nodes)}_{number}" for number in range(results)]
        self._nodes.append(helper.make_node(operator, inputs, names, domain=OWN if own else "", **attributes))
        return names

    def array(self, values: npt.NDArray[Any]) -> str:
        """A constant; equal ones are stored once."""
        values = np.ascontiguousarray(values) if values.ndim else values
        key = (f"{values.dtype}{values.shape}", values.tobytes())
        if key not in self._constants:
            name = f"constant_{len(self._constants)}"
            self._constants[key] = (name, numpy_helper.from_array(values, name))
        return self._constants[key][0]

    def value(self, number: float) -> str:
        """A float32."""
        return self.array(np.array(number, np.float32))

    def numbers(self, *values: int) -> str:
        """A row of int64."""
        return self.array(np.array(values, np.int64))

    def middle(self, value: int) -> str:
        """As many uint8 of that value as the source has rows."""
        if value not in self._middle:
            rows = self.add("Shape", self.source, start=0, end=1)
            self._middle[value] = self.add("Expand", self.array(np.array([value], np.uint8)), rows)
        return self._middle[value]

    def model(self, width: int, result: str, columns: int, notes: dict[str, str]) -> ModelProto:
        """The whole: float32 [rows, width] in, float32 [rows, columns] out; notes are its metadata."""
        source = helper.make_tensor_value_info(self.source, FLOAT, ["rows", width])
        scores = helper.make_tensor_value_info("scores", FLOAT, ["rows", columns])
        nodes = [*self._nodes, helper.make_node("Identity", [result], ["scores"])]
        constants = [tensor for _, tensor in self._constants.values()]
        versions = [helper.make_opsetid("", OPERATORS), helper.make_opsetid(OWN, 1)]
        model = helper.make_model(
            helper.make_graph(nodes, "encoder", [source], [scores], constants),
            opset_imports=versions,
            ir_version=FORMAT,
            producer_name="sunqar",
        )
        helper.set_model_props(model, notes)
        return model
