#!/usr/bin/env python3
"""The tag is missing behind the first line."""
