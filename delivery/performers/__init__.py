"""Performers: how each effect is carried out. One file per family; nothing else names them."""

from importlib import import_module
from pkgutil import iter_modules

from delivery.performers.registry import MANY_AT_A_TIME, PERFORMERS, STAND_INS

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["MANY_AT_A_TIME", "PERFORMERS", "STAND_INS"]
