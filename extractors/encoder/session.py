"""The encoder at work: embedded pieces of one window to tag scores, by onnxruntime on the CPU."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class Session:
    """A loaded ``encoder.onnx``. Windows are computed one at a time, so a score depends on its window alone.

    threads  that share one product; workers that share the cores already want 1
    notes    the file's metadata
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        options.enable_mem_pattern = False  # windows differ in length, so there is no pattern to keep
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._source = self._session.get_inputs()[0].name
        self.notes: dict[str, str] = dict(self._session.get_modelmeta().custom_metadata_map)

    def __call__(self, vectors: Floats) -> Floats:
        """float32 [pieces, 384] to float32 [pieces, 21]."""
        (scores,) = self._session.run(None, {self._source: vectors})
        return np.asarray(scores, np.float32)
