"""List pages. Who changes one need know six things:

**FilterSet** (``filterset.py``, django-filter). Each noun declares in ``<noun>.py`` what its list
can be narrowed to and ordered by. The form, the address, the chips and the facets follow from
that: a new filter is declared there, beside an index where its column needs one. Rows are
chosen by name (``name_filters.py``, ``names.py``); ``phrases`` say how a heading names them.

**Facet** (``facets.py``). The choices of a filter, each with how many rows it would leave. A
FilterSet names its facets in the order they are shown, and says of each what is counted: a
column, or the rows that link rows lead to.

**Page with a cursor** (``pages.py``, ``cursor.py``). A page of a list is read as numbers of rows:
by its number while the list is short, else after or before the row at which another page ends.

**ListView** (``view.py``, Django's). It binds the FilterSet to the address, pages what that leaves,
and fills ``meetings/list_page.html``. Each list, in ``meetings/views``, says what its rows are.

**<Noun>Row** (``meetings/reading``). What a row of the list prints, read by the numbers of a page.

**PreparedQuery** (``participants/queries/prepared.py``). A query that is put into SQL once. What a
list asks while nothing is filtered is prepared once a day for all requests.
"""
