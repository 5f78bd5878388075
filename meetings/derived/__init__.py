"""What is computed from published records, kept beside them, and never dumped.

``refresh.refresh_derived`` brings all of it up to date for one meeting, in the transaction of
the change: sort keys and link rows, positions of pledges, tallies, lists, and what stubs say.
``rebuild.rebuild_derived`` computes it anew while others write, ``check`` proves it.
"""
