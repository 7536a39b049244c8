"""Recurrent layers: a state that is carried from one time step to the next.

The products with the inputs of all time steps are one large product; only those with the state are
made step by step. Gates and weight names are PyTorch's: `weight_ih_l0`, `weight_hh_l0_reverse`, ...
"""

from __future__ import annotations

from typing import Any, ClassVar

import tinytorch.nn.functional as F
from tinytorch.create import empty, zeros
from tinytorch.errors import check
from tinytorch.nn import init
from tinytorch.nn.module import Module
from tinytorch.nn.parameter import Parameter
from tinytorch.ops.shape import cat, stack
from tinytorch.tensor import Tensor


class _Recurrent(Module):
    """Layers and directions around a cell; subclasses define `gates` and `cell`."""

    gates: ClassVar[int]

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
    ) -> None:
        super().__init__()
        self.input_size, self.hidden_size, self.num_layers = input_size, hidden_size, num_layers
        self.bias, self.batch_first, self.dropout = bias, batch_first, dropout
        self.bidirectional = bidirectional
        self._suffixes = [
            f"_l{layer}{end}"
            for layer in range(num_layers)
            for end in (("", "_reverse") if bidirectional else ("",))
        ]
        for number, suffix in enumerate(self._suffixes):
            layer = number // (2 if bidirectional else 1)
            width = input_size if layer == 0 else hidden_size * (2 if bidirectional else 1)
            self._add(f"weight_ih{suffix}", self.gates * hidden_size, width)
            self._add(f"weight_hh{suffix}", self.gates * hidden_size, hidden_size)
            if bias:
                self._add(f"bias_ih{suffix}", self.gates * hidden_size)
                self._add(f"bias_hh{suffix}", self.gates * hidden_size)

    def _add(self, name: str, *sizes: int) -> None:
        self.register_parameter(name, Parameter(empty(*sizes)))
        init.fan_in_uniform_(getattr(self, name), self.hidden_size)

    def cell(self, gx: Tensor, gh: Tensor, state: Any) -> tuple[Tensor, Any]:
        """Return (output, next state) from the input's and the state's products with the weights."""
        raise NotImplementedError

    def hidden(self, state: Any) -> Tensor:
        """Return the part of the state that meets weight_hh."""
        found: Tensor = state
        return found

    def _run(self, x: Tensor, suffix: str, state: Any) -> tuple[Tensor, Any]:
        """Run one direction of one layer over x (T, N, width)."""
        w_hh = getattr(self, f"weight_hh{suffix}")
        b_ih, b_hh = (getattr(self, f"bias_{k}{suffix}", None) for k in ("ih", "hh"))
        projected = F.linear(x, getattr(self, f"weight_ih{suffix}"), b_ih)
        backward = suffix.endswith("_reverse")
        steps = range(x.shape[0])
        outputs = []
        for t in reversed(steps) if backward else steps:
            gh = F.linear(self.hidden(state), w_hh, b_hh)
            h, state = self.cell(projected[t], gh, state)
            outputs.append(h)
        return stack(outputs[::-1] if backward else outputs), state

    def start(self, n: int, like: Tensor) -> Any:
        """Return the zero state (D * layers, N, hidden)."""
        return zeros(len(self._suffixes), n, self.hidden_size, dtype=like.dtype)

    def pick(self, state: Any, i: int) -> Any:
        """Return the state of layer and direction number i."""
        return state[i]

    def join(self, states: list[Any]) -> Any:
        """Return the states of all layers and directions as one."""
        return stack(states)

    def forward(self, x: Tensor, state: Any = None) -> tuple[Tensor, Any]:
        """Run x (T, N, input), or (N, T, input) if batch_first: (outputs, last state)."""
        check(
            x.ndim == 3 and x.shape[2] == self.input_size,
            f"{type(self).__name__}: input {tuple(x.shape)} should have three dimensions, the last "
            f"of size {self.input_size}",
        )
        x = x.transpose(0, 1) if self.batch_first else x
        state = self.start(x.shape[1], x) if state is None else state
        last, directions = [], 2 if self.bidirectional else 1
        for layer in range(self.num_layers):
            parts = []
            for i in range(layer * directions, (layer + 1) * directions):
                out, end = self._run(x, self._suffixes[i], self.pick(state, i))
                parts.append(out)
                last.append(end)
            x = parts[0] if directions == 1 else cat(parts, -1)
            if layer < self.num_layers - 1:
                x = F.dropout(x, self.dropout, self.training)
        return (x.transpose(0, 1) if self.batch_first else x), self.join(last)

    def extra_repr(self) -> str:
        """Return sizes."""
        return f"{self.input_size}, {self.hidden_size}, num_layers={self.num_layers}"


class RNN(_Recurrent):
    """h' = tanh(W x + b + U h + c), or relu with nonlinearity='relu'."""

    gates = 1

    def __init__(self, *args: Any, nonlinearity: str = "tanh", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(f"RNN: nonlinearity is 'tanh' or 'relu', not {nonlinearity!r}")
        self.nonlinearity = nonlinearity

    def cell(self, gx: Tensor, gh: Tensor, state: Any) -> tuple[Tensor, Any]:  # noqa: ARG002 - cells share a signature
        """Take one step."""
        h = (gx + gh).tanh() if self.nonlinearity == "tanh" else F.relu(gx + gh)
        return h, h


class GRU(_Recurrent):
    """Gated recurrent unit (Cho et al., 2014): reset r, update z, candidate n."""

    gates = 3

    def cell(self, gx: Tensor, gh: Tensor, state: Any) -> tuple[Tensor, Any]:
        """Take one step."""
        xr, xz, xn = gx.chunk(3, -1)
        hr, hz, hn = gh.chunk(3, -1)
        r, z = (xr + hr).sigmoid(), (xz + hz).sigmoid()
        n = (xn + r * hn).tanh()
        h = n + z * (state - n)
        return h, h


class LSTM(_Recurrent):
    """Long short-term memory (Hochreiter and Schmidhuber, 1997); the state is (h, c)."""

    gates = 4

    def hidden(self, state: Any) -> Tensor:
        """Return h of (h, c)."""
        found: Tensor = state[0]
        return found

    def start(self, n: int, like: Tensor) -> Any:
        """Return zeros for h and c."""
        return super().start(n, like), super().start(n, like)

    def pick(self, state: Any, i: int) -> Any:
        """Return (h, c) of layer and direction number i."""
        return state[0][i], state[1][i]

    def join(self, states: list[Any]) -> Any:
        """Stack all h and all c."""
        return stack([h for h, _ in states]), stack([c for _, c in states])

    def cell(self, gx: Tensor, gh: Tensor, state: Any) -> tuple[Tensor, Any]:
        """Take one step: input, forget, candidate and output gates."""
        i, f, g, o = (gx + gh).chunk(4, -1)
        c = f.sigmoid() * state[1] + i.sigmoid() * g.tanh()
        h = o.sigmoid() * c.tanh()
        return h, (h, c)
