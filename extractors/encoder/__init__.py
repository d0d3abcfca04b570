"""The tier ``accurate``: one multilingual encoder for all languages, run by onnxruntime."""
