"""One person of the data: the rows that name them, in words and in the order of their page.

`profile` has everything but the chart, `life` the bars of the career chart, `where` the figures
of the chapters in which the person appears. Nothing here writes HTML.
"""
