"""What staff begin a page with: an accessibility statement as a form that claims nothing.

Its headings are those that laws and the W3C's guide ask such statements for; what is true of the
register, those who run it find out and write.
"""

from django.utils.translation import gettext_lazy as _

from portal.page_texts.page_text import PageKey

BEGINNINGS = {
    PageKey.ACCESSIBILITY: _("""\
## Who says this, and of what

[Name of the institution] is responsible for [address of the register], and says this of it.

## How far it conforms

[Fully, partly or not, with which standard (WCAG 2.2, level AA), and as of which day.]

## What is not accessible yet

[Each barrier that is known, whom it stops, what they can do instead, and until when it stays.]

## How this was found

[Who tested, when and how: own tests, people who use assistive technology, an audit (where).]

## Tell us of a barrier

[An e-mail address or a telephone number, and in how many days you answer.]

## If our answer does not help

[The body to which one complains, where there is one.]

[Day on which this was written, and on which it was last looked at.]
""")
}
