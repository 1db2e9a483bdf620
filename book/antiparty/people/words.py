"""The closed lists of the data in plain English, as a person's page says them."""

from __future__ import annotations

SURE = {
    "confirmed": "two independent sources",
    "single": "one source",
    "recalled": "recalled, not checked",
}


def sure(confidence: str, works: int = 1) -> str:
    """How sure a row is. Several works may still be one witness, or each carry a part of a row."""
    if confidence == "single" and works > 1:
        return "not confirmed independently"
    return SURE.get(confidence, "")


SIDES = {
    "opponent": "Against Khrushchev",
    "supporter": "With Khrushchev",
    "bystander": "In office, no side on record",
    "not_in_office": "Not in the leadership",
}
SEATS = {
    "full member": "full member of the Presidium, with a vote",
    "candidate member": "candidate member of the Presidium, without a vote",
    "secretary": "secretary of the Central Committee",
}
SPHERES = {
    "party": "party",
    "government": "government",
    "military": "army and security",
    "diplomacy": "diplomacy",
    "industry": "industry",
    "academia": "learning and press",
    "other": "other",
}
STANCES = {
    "against_khrushchev": "against Khrushchev",
    "leaning_against": "leaning against Khrushchev",
    "neutral": "neutral",
    "leaning_for": "leaning to Khrushchev",
    "for_khrushchev": "with Khrushchev",
    "recanted": "recanted",
    "absent": "away",
}
BASES = {
    "documented": "documented",
    "documented_for_span": "documented for the span, not for each day",
    "inferred": "inferred",
    "recalled": "recalled",
}
STANDS = {
    "against": "against Khrushchev",
    "with": "with Khrushchev",
    "wavered": "wavering",
    "away": "away",
    "undecided": "no stand told",
}
OPTIONS = {
    "for": "for it",
    "against": "against it",
    "abstain": "abstaining",
    "absent": "away",
    "wavered": "wavering",
    "not_voting": "not voting",
}
# What "for" means differs from motion to motion.
PRESENCE = {"not_voting": "in the room", "absent": "not in the room"}
STANDING = {
    "full": "as full member",
    "candidate": "as candidate member",
    "secretary": "as secretary",
    "cc_member": "as member of the Central Committee",
}
# Kind of tie -> how it is said of its first person, and of its second.
TIES = {
    "co_authored": ("On one commission or text with",) * 2,
    "co_conspiracy": ("In one secret plan with",) * 2,
    "defended": ("Took the part of", "Was defended by"),
    "denunciation": ("Charged", "Was charged by"),
    "friendship": ("Friend of",) * 2,
    "joint_purge_action": ("Acted in the repression of others with",) * 2,
    "kinship": ("Kin of",) * 2,
    "patronage": ("Patron of", "Client of"),
    "policy_alliance": ("Allied over policy with",) * 2,
    "policy_conflict": ("Opposed over policy to",) * 2,
    "prevented_by": ("Was blocked by", "Blocked"),
    "recruited": ("Drew in", "Was drawn in by"),
    "removal_of": ("Led the removal of", "Lost office or liberty through"),
    "rivalry": ("Rival of",) * 2,
    "served_under": ("Served under", "Was the superior of"),
    "voted_with": ("Set on the same side in June 1957 as",) * 2,
}
SIGNS = {1: "Friendly or allied", -1: "Hostile", 0: "Of office, with no sign"}
SANCTIONS = {
    "removed_presidium": "Lost the seat in the Presidium or Politburo",
    "demoted_candidate": "Made a candidate member",
    "removed_secretariat": "Left the Secretariat",
    "removed_central_committee": "Lost the seat in the Central Committee",
    "lost_state_post": "Lost a state post",
    "lost_party_post": "Lost a party post",
    "posted": "Posted elsewhere",
    "criticised": "Criticised",
    "reprimand": "Reprimanded",
    "investigated": "Investigated",
    "named": "Named",
    "recanted": "Recanted",
    "expulsion_step": "A step towards expulsion from the party",
    "expelled": "Expelled from the party",
    "made_public": "Made public",
    "stripped_rank": "Lost a rank",
    "stripped_title": "Lost a title",
    "evicted": "Lost the home",
    "arrested": "Arrested",
    "executed": "Executed",
    "pension": "Pensioned",
    "petition": "Petitioned",
    "refused": "Was refused",
    "readmitted": "Readmitted to the party",
    "restored": "Restored",
    "honour": "Honoured",
    "illness": "Ill",
    "spared": "Spared",
}
VENUES = {
    "plenum_july_1955": "plenum of July 1955",
    "private_june_1957": "in private, June 1957",
    "presidium_june_1957": "Presidium, June 1957",
    "plenum_june_1957": "plenum of June 1957",
    "resolution_june_1957": "resolution of June 1957",
    "letter_july_1957": "letter, July 1957",
    "meetings_july_1957": "party meetings, July 1957",
    "press_july_1957": "press, July 1957",
    "plenum_october_1957": "plenum of October 1957",
    "party_control_1958": "Party Control, 1958",
    "congress_21": "21st Congress, 1959",
    "congress_22": "22nd Congress, 1961",
    "none": "nowhere",
}
CATEGORIES = {
    "faction": "faction",
    "terror": "terror",
    "foreign_policy": "foreign policy",
    "economy": "economy",
    "ideology": "ideology",
    "leadership": "leadership",
    "conduct": "conduct",
    "surveillance": "wire-tapping",
    "past": "the past",
    "army_and_party": "army and party",
    "disloyalty": "disloyalty",
}
RECORD = {
    "lists_signed": "Execution lists signed",
    "single_list": "A single execution list",
    "names_on_lists": "Names on the lists signed",
    "names_part": "Names on some of the lists",
    "quota": "A quota of arrests or executions",
    "minute": "A minute or note",
    "troika": "A troika",
    "regional_trip": "A journey to a region",
    "toll": "The toll of a region or body",
    "deportation": "Deportation",
    "army_purge": "The purge of the army",
    "leningrad_affair": "The Leningrad affair",
    "jac": "The case of the Jewish Anti-Fascist Committee",
    "katyn": "Katyn",
    "commission": "A commission of inquiry",
    "finding": "A finding of an inquiry",
    "other": "Other record",
    "none_found": "None found",
}
FORMS = {
    "speech": "Speech",
    "interjection": "Interjection",
    "letter": "Letter",
    "unknown": "In a form that is not known",
}
PARTS = {
    "participant": "took part",
    "chair": "in the chair",
    "speaker": "spoke",
    "initiator": "began it",
    "target": "was its object",
    "organiser": "organised it",
    "appointee": "was appointed",
    "signatory": "signed",
    "absent": "was absent",
}
MEMBERS = {
    "core": "at the core",
    "ally": "as an ally",
    "waverer": "wavering",
    "late_joiner": "joined late",
}
YES = {"yes": "yes", "no": "no", "partly": "in part"}
