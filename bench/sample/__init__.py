"""A made-up register of realistic size and shape, to measure the portal with.

Nothing in it is true: people are called "Delegate 00042", meetings "Sample meeting 7", and
what they say is drawn from a vocabulary. Participants alone are the real, shipped ones. It
belongs in a register of its own, never in one that anybody reads.

The same seed and size give the same register, row numbers included. Meetings are written in
batches, each whole or absent, so that an interrupted load goes on where it stopped.
"""
