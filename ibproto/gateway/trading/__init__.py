"""Orders of all clients: their kinds, their life, and how it is told."""

from .trading import Trading as Trading
