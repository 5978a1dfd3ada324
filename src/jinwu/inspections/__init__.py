"""Inspections (行政检查) of a named object, and patrols (巡查) without one."""
