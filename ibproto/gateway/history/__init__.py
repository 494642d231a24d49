"""What was: bars, schedules, head timestamps, histograms and ticks, all read off the market's paths.

query.py what is asked for, and what is wrong with it; times.py dates and times as clients write and read them;
series.py the bars of a query; ticks.py the tape of a session; service.py what is being answered and kept up to date.
"""

from __future__ import annotations

from .service import History

__all__ = ["History"]
