"""A training run at one moment: model, optimiser, running average, and all else that the next step depends on."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

import torch
from torch import nn

from extractors.training.encoder.batches import Batch, Position
from extractors.training.encoder.model import Tagger, loss
from extractors.training.encoder.schedule import HEAD, factor, layer_rate, memory

CLIP = 1.0
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What decides the result, with the data, the pretrained weights and the machine.

    data  fingerprint of the training files
    """

    steps: int
    seed: int
    frozen: int
    threads: int
    data: str


class Run:
    """Steps of AdamW over a model, from the first or from a state.

    step, words, pieces  how much was seen; position: where the stream of batches stands
    """

    def __init__(self, model: Tagger, plan: Plan) -> None:
        self.plan, self.model = plan, model
        self.step = self.words = self.pieces = 0
        self.position = Position()
        learning = [(at, layer) for at, layer in enumerate(model.layers) if at >= plan.frozen]
        groups = [{"params": list(model.head.parameters()), "full": HEAD}]
        groups += [
            {"params": list(layer.parameters()), "full": layer_rate(at, len(model.layers))} for at, layer in learning
        ]
        self._optimiser = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01)
        self.average = {name: value.clone() for name, value in model.state_dict().items()}

    def learn(self, batch: Batch, after: Position) -> float:
        """One step; the loss before it. after: the stream's position once the batch is taken."""
        now = factor(self.step, self.plan.steps)
        for group in self._optimiser.param_groups:
            group["lr"] = group["full"] * now
        cost = loss(self.model(batch), batch)
        self._optimiser.zero_grad()
        cost.backward()
        nn.utils.clip_grad_norm_([one for one in self.model.parameters() if one.requires_grad], CLIP)
        self._optimiser.step()
        self.step += 1
        self.words += len(batch.row)
        self.pieces += int(batch.real.sum())
        self.position = after
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                self.average[name].lerp_(value, 1 - memory(self.step))
        return float(cost.detach())

    def state(self) -> State:
        """All of it, as plain values and tensors. Names as in the model: ``layers.0.qkv.weight`` …"""
        return {
            "plan": {name: getattr(self.plan, name) for name in self.plan.__slots__},
            "step": self.step,
            "words": self.words,
            "pieces": self.pieces,
            "position": astuple(self.position),
            "model": self.model.state_dict(),
            "ema": self.average,
            "opt": self._optimiser.state_dict(),
            "random": torch.get_rng_state(),
        }

    def restore(self, state: State) -> None:
        """Go on from a state of a run with the same plan."""
        self.model.load_state_dict(state["model"])
        self.average = dict(state["ema"])
        self._optimiser.load_state_dict(state["opt"])
        self.step, self.words, self.pieces = state["step"], state["words"], state["pieces"]
        self.position = Position(*state["position"])
        torch.set_rng_state(state["random"])
