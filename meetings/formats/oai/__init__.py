"""The register for harvesters: OAI-PMH 2.0, of published records and of what was withdrawn.

http://www.openarchives.org/OAI/openarchivesprotocol.html. `request` judges the arguments, `items`
finds what they ask for, `answers` makes the XML of it. Decision 0026 says why it is so.
"""
