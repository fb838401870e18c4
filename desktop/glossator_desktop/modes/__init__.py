"""The modes: what keys and clicks mean. Decisions are pure functions beside them; no module here imports Qt."""
