"""Jinwu (金吾): an open platform for Chinese urban-management law enforcement."""

__version__ = "0.1.0"
