"""The views of the SQLite file and examples of questions put to them."""

from __future__ import annotations

# Bounds of a spell as asof.py has them: no bound is year 1 or 9999, and where the start or the end
# is open nobody holds anything before birth or after death.
_SPELL = """
  coalesce(s.earliest, b.earliest, '0001-01-01') AS start_earliest,
  coalesce(s.latest, '9999-12-31') AS start_latest,
  coalesce(e.earliest, '0001-01-01') AS end_earliest,
  coalesce(e.latest, d.latest, '9999-12-31') AS end_latest"""
_SPELL_JOINS = """
JOIN people AS p ON p.person_id = m.person_id
LEFT JOIN dates AS s ON s.edtf = m.start
LEFT JOIN dates AS e ON e.edtf = m."end"
LEFT JOIN dates AS b ON b.edtf = p.birth
LEFT JOIN dates AS d ON d.edtf = p.death"""

VIEWS = {
    "presidium_spells": f"""CREATE VIEW presidium_spells AS
-- Seats in the Politburo and the Presidium, full members and candidates; see the query in `about`.
SELECT m.membership_id, m.organization_id, m.person_id, p.name_en, p.name_ru, m.role_en,
  m.start, m."end", {_SPELL},
  m.end_reason, m.confidence, m.sources
FROM memberships AS m {_SPELL_JOINS}
WHERE m.reading = 'preferred' AND m.organization_id IN
  ('presidium_full', 'presidium_candidate', 'politburo_full', 'politburo_candidate')""",
    "careers": f"""CREATE VIEW careers AS
-- Every post of every person, preferred readings, in order of the first possible day.
SELECT m.person_id, p.name_en, p.name_ru, m.membership_id, m.organization_id,
  o.name_en AS organization, m.role_en, m.role_ru, m.sphere, m.rank, l.name_then AS place,
  m.start, m."end", {_SPELL},
  m.start_reason, m.end_reason, m.confidence, m.sources, m.recalled_from
FROM memberships AS m {_SPELL_JOINS}
JOIN organizations AS o ON o.organization_id = m.organization_id
LEFT JOIN places AS l ON l.place_id = m.place_id
WHERE m.reading = 'preferred'
ORDER BY m.person_id, start_earliest, end_latest, m.membership_id""",
    "tie_edges": """CREATE VIEW tie_edges AS
-- The signed, dated network: one row a tie, names and meaning beside the ids.
SELECT t.tie_id, t.from_id, a.name_en AS from_name, t.to_id, z.name_en AS to_name,
  t.kind, k.directed, k.sign, t.strength, t.predictive, t.start, t."end",
  coalesce(s.earliest, '0001-01-01') AS start_earliest,
  coalesce(s.latest, '9999-12-31') AS start_latest,
  coalesce(e.earliest, '0001-01-01') AS end_earliest,
  coalesce(e.latest, '9999-12-31') AS end_latest,
  t.evidence, t.confidence, t.sources, t.recalled_from
FROM ties AS t
JOIN tie_kinds AS k ON k.kind = t.kind
JOIN people AS a ON a.person_id = t.from_id
JOIN people AS z ON z.person_id = t.to_id
LEFT JOIN dates AS s ON s.edtf = t.start
LEFT JOIN dates AS e ON e.edtf = t."end\"""",
    "accounts": """CREATE VIEW accounts AS
-- Who stood where by each account: the totals it gives, and the people it names by option.
-- `named_` counts full members only, who alone had a vote in the Presidium.
SELECT v.vote_event_id, v.motion_id, m.text AS motion, m.organization_id, v.witness, v.date,
  v.recorded, v.complete, v.for_count, v.against_count, v.abstain_count,
  (SELECT count(*) FROM votes AS w WHERE w.vote_event_id = v.vote_event_id
    AND w.standing = 'full' AND w."option" = 'for') AS named_for,
  (SELECT count(*) FROM votes AS w WHERE w.vote_event_id = v.vote_event_id
    AND w.standing = 'full' AND w."option" = 'against') AS named_against,
  (SELECT count(*) FROM votes AS w WHERE w.vote_event_id = v.vote_event_id) AS people_named,
  v.summary, v.confidence, v.sources, v.recalled_from
FROM vote_events AS v
JOIN motions AS m ON m.motion_id = v.motion_id""",
    "sources_used": """CREATE VIEW sources_used AS
-- Every work with the number of rows that rest on it.
SELECT s.source_id, s.type, s.author, s.title, s.year, s.kind, s.reliability,
  s.independence_group,
  count(DISTINCT CASE c.role WHEN 'read' THEN c.table_name || '/' || c.row_id END) AS rows_read,
  count(DISTINCT CASE c.role WHEN 'recalled' THEN c.table_name || '/' || c.row_id END)
    AS rows_recalled
FROM sources AS s
LEFT JOIN citations AS c ON c.source_id = s.source_id
GROUP BY s.source_id""",
}

QUERIES = {
    "who sat in the Presidium on 18 June 1957": """SELECT name_en,
  CASE WHEN start_latest <= '1957-06-18' AND end_earliest > '1957-06-18'
    THEN 'yes' ELSE 'possibly' END AS certainty
FROM presidium_spells
WHERE organization_id = 'presidium_full'
  AND start_earliest <= '1957-06-18' AND end_latest > '1957-06-18'
ORDER BY name_en;""",
    "the career of Molotov": """SELECT start, "end", role_en, organization, place
FROM careers WHERE person_id = 'molotov'
ORDER BY start_earliest, end_latest;""",
    "hostile ties that can have held in June 1957": """SELECT from_name, to_name, kind, start, "end"
FROM tie_edges
WHERE sign = -1 AND start_earliest <= '1957-06-30' AND end_latest >= '1957-06-01';""",
    "the accounts of the vote": """SELECT witness, for_count, against_count,
  named_for, named_against
FROM accounts WHERE motion_id LIKE 'june57%';""",
    "what a work supports": """SELECT table_name, row_id, locator
FROM citations WHERE source_id = 'taubman2003khrushchev' AND role = 'read';""",
}
