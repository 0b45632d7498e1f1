"""
What Lambda starts for the pages: a party's views are open, the others open at their first request.

A party comes from a mail, on a phone, and mostly wakes a sleeping function; Lambda starts it with more of a processor
than its requests get.
"""

from chalicelib.web.app import Sopu

pages = Sopu()
pages.open("/sign")
