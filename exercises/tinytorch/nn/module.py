"""Module: parameters, buffers and submodules under names, as a tree."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from tinytorch.dtypes import float32, float64
from tinytorch.nn.parameter import Parameter
from tinytorch.nn.state import LoadResult, load
from tinytorch.printing import indent
from tinytorch.tensor import Tensor

M = TypeVar("M", bound="Module")


class HookHandle:
    """Undoes a hook: `handle.remove()`."""

    def __init__(self, hooks: list[Any], hook: Any) -> None:
        self._hooks, self._hook = hooks, hook

    def remove(self) -> None:
        """Take the hook away (once)."""
        if self._hook in self._hooks:
            self._hooks.remove(self._hook)


class Module:
    """Base of all layers: subclass, assign parameters and submodules, define `forward`."""

    training: bool
    _parameters: dict[str, Parameter]
    _buffers: dict[str, Tensor | None]
    _transient: set[str]  # buffers that state_dict leaves out
    _modules: dict[str, Module]
    _forward_hooks: list[Callable[..., Any]]
    _forward_pre_hooks: list[Callable[..., Any]]

    def __init__(self) -> None:
        put = super().__setattr__
        put("_parameters", {})
        put("_buffers", {})
        put("_transient", set())
        put("_modules", {})
        put("_forward_hooks", [])
        put("_forward_pre_hooks", [])
        put("training", True)

    def __setattr__(self, name: str, value: Any) -> None:
        if "_modules" not in self.__dict__:
            raise AttributeError(f"call super().__init__() before assigning {name!r} to a Module")
        # Assigning over a name of the same kind keeps its place in the order.
        if isinstance(value, Parameter):
            self._parameters[name] = value
        else:
            self._parameters.pop(name, None)
        if isinstance(value, Module):
            self._modules[name] = value
        else:
            self._modules.pop(name, None)
        self._buffers.pop(name, None)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        for registry in (self._parameters, self._buffers, self._modules):
            registry.pop(name, None)
        super().__delattr__(name)

    def register_parameter(self, name: str, value: Parameter | None) -> None:
        """Set a parameter by name; None says that there is none."""
        setattr(self, name, value)

    def register_buffer(self, name: str, value: Tensor | None, persistent: bool = True) -> None:
        """Set a tensor that is saved with the module but not learned."""
        setattr(self, name, value)
        self._buffers[name] = value
        (self._transient.discard if persistent else self._transient.add)(name)

    def add_module(self, name: str, module: Module) -> None:
        """Set a submodule by name."""
        setattr(self, name, module)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Compute the output; subclasses define it."""
        raise NotImplementedError(f"{type(self).__name__} defines no forward()")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the hooks around `forward`."""
        for hook in self._forward_pre_hooks:
            answer = hook(self, args)
            if answer is not None:
                args = answer if isinstance(answer, tuple) else (answer,)
        out = self.forward(*args, **kwargs)
        for hook in self._forward_hooks:
            answer = hook(self, args, out)
            out = out if answer is None else answer
        return out

    def register_forward_hook(self, hook: Callable[..., Any]) -> HookHandle:
        """Call `hook(module, inputs, output)` after each forward; it may return another output."""
        self._forward_hooks.append(hook)
        return HookHandle(self._forward_hooks, hook)

    def register_forward_pre_hook(self, hook: Callable[..., Any]) -> HookHandle:
        """Call `hook(module, inputs)` before each forward; it may return other inputs."""
        self._forward_pre_hooks.append(hook)
        return HookHandle(self._forward_pre_hooks, hook)

    # The tree
    def children(self) -> Iterator[Module]:
        """Yield direct submodules."""
        yield from self._modules.values()

    def named_children(self) -> Iterator[tuple[str, Module]]:
        """Yield direct submodules with their names."""
        yield from self._modules.items()

    def named_modules(self, prefix: str = "") -> Iterator[tuple[str, Module]]:
        """Yield this module and all below it, each once, with dotted names."""
        seen: set[int] = set()
        stack: list[tuple[str, Module]] = [(prefix, self)]
        while stack:
            name, module = stack.pop()
            if id(module) in seen:
                continue
            seen.add(id(module))
            yield name, module
            below = [(f"{name}.{k}" if name else k, m) for k, m in module._modules.items()]
            stack.extend(reversed(below))

    def modules(self) -> Iterator[Module]:
        """Yield this module and all below it."""
        for _, module in self.named_modules():
            yield module

    def named_parameters(self, prefix: str = "") -> Iterator[tuple[str, Parameter]]:
        """Yield parameters with dotted names; a shared one appears once."""
        seen: set[int] = set()
        for path, module in self.named_modules(prefix):
            for name, value in module._parameters.items():
                if id(value) not in seen:
                    seen.add(id(value))
                    yield f"{path}.{name}" if path else name, value

    def parameters(self) -> Iterator[Parameter]:
        """Yield all parameters, each once."""
        for _, value in self.named_parameters():
            yield value

    def named_buffers(self) -> Iterator[tuple[str, Tensor]]:
        """Yield buffers with dotted names."""
        for path, module in self.named_modules():
            for name, value in module._buffers.items():
                if value is not None:
                    yield f"{path}.{name}" if path else name, value

    def buffers(self) -> Iterator[Tensor]:
        """Yield all buffers."""
        for _, value in self.named_buffers():
            yield value

    def get_submodule(self, path: str) -> Module:
        """Return the submodule at a dotted path. Raises AttributeError if there is none."""
        module: Module = self
        for name in path.split(".") if path else []:
            if name not in module._modules:
                raise AttributeError(f"{type(module).__name__} has no submodule {name!r}")
            module = module._modules[name]
        return module

    def apply(self: M, function: Callable[[Module], Any]) -> M:
        """Call `function` on every module below and on this one."""
        for child in self.children():
            child.apply(function)
        function(self)
        return self

    # State
    def train(self: M, mode: bool = True) -> M:
        """Set training mode (dropout drops, batch norm uses the batch) here and below."""
        for module in self.modules():
            object.__setattr__(module, "training", mode)
        return self

    def eval(self: M) -> M:
        """Set evaluation mode here and below."""
        return self.train(False)

    def requires_grad_(self: M, requires_grad: bool = True) -> M:
        """Ask for, or stop, gradients of all parameters."""
        for p in self.parameters():
            p.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget all gradients."""
        for p in self.parameters():
            if set_to_none or p.grad is None:
                p.grad = None
            else:
                p.grad.zero_()

    def to(self: M, *args: Any, **kwargs: Any) -> M:
        """Convert all floating parameters and buffers to a dtype, in place."""
        for tensor in [*self.parameters(), *self.buffers()]:
            if tensor.is_floating_point():
                tensor.array = tensor.detach().to(*args, **kwargs).array
        return self

    def float(self: M) -> M:
        """Convert to float32."""
        return self.to(float32)

    def double(self: M) -> M:
        """Convert to float64."""
        return self.to(float64)

    def _named_state(self) -> Iterator[tuple[str, Tensor]]:
        for path, module in self.named_modules():
            saved = {n: b for n, b in module._buffers.items() if n not in module._transient}
            for name, value in [*module._parameters.items(), *saved.items()]:
                if value is not None:
                    yield f"{path}.{name}" if path else name, value

    def state_dict(self) -> OrderedDict[str, Tensor]:
        """Return parameters and persistent buffers by dotted name; they share memory with the module."""
        return OrderedDict((name, value.detach()) for name, value in self._named_state())

    def load_state_dict(self, state: Mapping[str, Tensor], strict: bool = True) -> LoadResult:
        """Copy values by name; see `nn.state.load`."""
        return load(type(self).__name__, dict(self._named_state()), state, strict)

    # Printing
    def extra_repr(self) -> str:
        """Return what to print in the parentheses."""
        return ""

    def __repr__(self) -> str:
        lines = [f"({name}): {indent(repr(child))}" for name, child in self._modules.items()]
        extra = self.extra_repr()
        if not lines:
            return f"{type(self).__name__}({extra})"
        inner = "\n  ".join(([extra] if extra else []) + lines)
        return f"{type(self).__name__}(\n  {inner}\n)"
