"""Calendars: the released programme as iCalendar feeds and downloads, and how to subscribe to them."""
