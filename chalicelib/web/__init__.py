"""
What Lambda starts: each function is a module here, and each begins with this line.

A start makes 75,000 to 160,000 objects and next to no garbage. Python would look for it dozens of times and spend a tenth
of the start on that; now it looks when 200,000 have been made that are still there.
"""

import gc

gc.set_threshold(200_000)
