"""What is printed or kept as a document: put together once as blocks, then written as PDF or DOCX.

``blocks`` says what a document is made of; ``meeting`` and ``profile`` make one of what a page
shows, ``rows`` what lists have in common; ``pdf`` and ``docx`` write it.
"""
