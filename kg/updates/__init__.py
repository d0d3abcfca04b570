"""An edition that follows another: what differs between the two, and how each file of it is made from the one before.

Whoever makes a file of an edition may have an updater beside it; where there is none, or it declines, the file is made
whole. Both ways the file says the same.
"""
