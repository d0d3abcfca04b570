"""The encoder in torch: twelve layers of multilingual-e5-small and a head of 21 tag scores for each word.

Embedded pieces come from the table of four bits, a row at a time, and do not learn; neither do the lowest layers.
The parameters' names are those of a checkpoint: ``layers.0.qkv.weight`` … ``head.weight``, ``head.bias``.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from extractors.models.tags import TAGS
from extractors.training.encoder.batches import Batch
from extractors.training.encoder.pretrained import Pretrained, Sizes

DROPOUT = 0.1
FAR = -1e9


class Embedding(nn.Module):
    """Numbers of pieces [batch, length] to vectors [batch, length, width]; nothing here learns or is in a state."""

    def __init__(self, given: Pretrained) -> None:
        super().__init__()
        for name in ("nibbles", "scales", "positions", "norm_weight", "norm_bias"):
            self.register_buffer(name, torch.from_numpy(getattr(given, name)), persistent=False)
        self.epsilon = given.sizes.epsilon

    def forward(self, pieces: torch.Tensor) -> torch.Tensor:
        """See the class."""
        nibbles = self.nibbles[pieces]
        wide = torch.cat([nibbles & 15, nibbles >> 4], dim=-1).float() - 8
        table = (wide * self.scales[pieces][..., None].float()).flatten(-2)
        summed = table + self.positions[: pieces.shape[1]]
        return functional.layer_norm(summed, summed.shape[-1:], self.norm_weight, self.norm_bias, self.epsilon)


class Layer(nn.Module):
    """Attention and two products, each followed by the norm of its sum with what came in."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        self.heads = sizes.heads
        self.qkv, self.o = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.aln = nn.LayerNorm(width, sizes.epsilon)
        self.fi, self.fo = nn.Linear(width, sizes.inner), nn.Linear(sizes.inner, width)
        self.oln = nn.LayerNorm(width, sizes.epsilon)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """x [batch, length, width]; mask [batch, 1, 1, length], added to the attention's scores."""
        batch, length, width = x.shape
        parts = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.aln(x + self.o(seen.transpose(1, 2).reshape(batch, length, width)))
        return self.oln(x + self.fo(functional.gelu(self.fi(x))))


class Tagger(nn.Module):
    """Batches to tag scores [words, 21].

    frozen  how many of the lowest layers do not learn
    """

    def __init__(self, given: Pretrained, frozen: int) -> None:
        super().__init__()
        self.embedding = Embedding(given)
        self.layers = nn.ModuleList(Layer(given.sizes) for _ in range(given.sizes.layers))
        self.head = nn.Linear(given.sizes.width, len(TAGS))
        self.frozen = frozen
        start = {name: torch.from_numpy(value) for name, value in given.layers.items()}
        self.load_state_dict(start | {f"head.{name}": value for name, value in self.head.state_dict().items()})
        self.layers[:frozen].requires_grad_(False)

    def forward(self, batch: Batch) -> torch.Tensor:
        """See the class."""
        x = self.embedding(torch.from_numpy(batch.pieces))
        real = torch.from_numpy(batch.real)
        mask = torch.zeros(real.shape).masked_fill(~real, FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        words = x[torch.from_numpy(batch.row), torch.from_numpy(batch.column)]
        return self.head(functional.dropout(words, DROPOUT, self.training))


def loss(scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Mean over the words of minus the log of the summed probability of all tags that the set allows there."""
    odds = functional.log_softmax(scores, -1)
    return -torch.logsumexp(odds.masked_fill(torch.from_numpy(batch.allowed) == 0, FAR), -1).mean()
