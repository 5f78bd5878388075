"""Review: who wrote a record and who may publish it, comments, and mail to those concerned."""
