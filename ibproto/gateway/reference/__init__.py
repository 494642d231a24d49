"""Reference data: news, scanners, event calendars, display groups, advisor data, settings: tables and small state."""
