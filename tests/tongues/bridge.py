"""A story without a Latin letter in it, with something for every part of the pages: Latin is only the interface."""

from projects import article

STORY = """\
---
title: Ποιος έκλεισε τη γέφυρα;
date: 2031-05-12
updated: 2031-05-16
question: Ποιος το διέταξε;
summary: Κανείς δεν το διέταξε.
place: Λιμάνι
editors: [Μίρα, Γιάννης]
method: Διαβάστηκαν όλα.
contact: https://1.example/
corrections: [{date: 2031-05-15, text: Διορθώθηκε ένα όνομα.}]
claims:
  closed: {text: Η γέφυρα έκλεισε, kind: event, about: [agency], conflicts_with: [open], weight: high}
  open: {text: Η γέφυρα είναι ανοιχτή, kind: event, conflicts_with: [closed]}
  ordered: {text: Ο υπουργός το διέταξε, kind: statement, speaker: minister, same_as: [closed]}
  cost:
    text: Κοστίζει πολλά
    kind: estimate
    ruling: {status: άγνωστο, reason: Λείπει το έγγραφο., by: Μίρα, date: 2031-05-14}
    review: {rating: Λάθος, explanation: Τρεις γέφυρες., url: "https://2.example/", by: Μίρα, date: 2031-05-16}
  old: {text: Είναι παλιά, kind: background, weight: low}
  soon: {text: Θα ανοίξει, kind: forecast}
disputes: [{id: who, question: Ποιος;, claims: [ordered], note: Κανείς δεν ξέρει.}]
utterances:
  speech:
    speaker: minister
    when: 2031-05-12T09:00+02:00
    where: Στη γέφυρα
    official: {url: "https://3.example/", text: Δεν διέταξα τίποτα και δεν ξέρω τίποτα για τη γέφυρα}
timeline: [{when: 2031-05-11, what: Άρχισε η βροχή, claims: [closed], from: [agency]}]
---
Σημείωση.
"""
LONG = "Το νερό ανέβηκε όλη τη νύχτα και το πρωί κανείς δεν μπορούσε πια να περάσει στην άλλη όχθη με τα πόδια."
AGENCY = article(
    title="Έκλεισε η γέφυρα",
    outlet="agency",
    source="published: 2031-05-12T14:00+02:00, updated: 2031-05-13, byline: [Άννα, Πέτρος], dateline: ΛΙΜΑΝΙ",
    more="""claims:
  - {claim: closed, quote: Η γέφυρα έκλεισε, by: [officials, guard]}
  - {claim: ordered, quote: Ο υπουργός το διέταξε, hedge: διέταξε, stance: hedges, by: guard}
  - {claim: cost, quote: "41", value: "41"}
disputes:
  - {claim: ordered, quote: Δεν διέταξα τίποτα, by: minister, utterance: speech, as: direct, note: Είπε άλλο.}
""",
    body=f"Η γέφυρα έκλεισε. Ο υπουργός το διέταξε. Κοστίζει 41. {LONG} «Δεν διέταξα τίποτα», είπε.",
)
COPY = article(
    title="Η γέφυρα έκλεισε;",
    outlet="courier",
    source="published: 2031-05-13, derivation: copy, origin: [agency], credit: in-text, rights: quotes-only",
    more="""claims: [{claim: closed, quote: Η γέφυρα έκλεισε, by: officials}, {claim: old}]
disputes:
  - {claim: ordered, quote: Διέταξα τίποτα, by: minister, utterance: speech, as: altered}
  - {claim: cost, by: guard, stance: declines, quote: Δεν σχολίασε}
changes:
  - {from: agency, before: Κοστίζει 41, after: Δεν σχολίασε, kind: number, weight: high, note: Άλλαξε.}
""",
    body=f"Η γέφυρα έκλεισε. {LONG} «Διέταξα τίποτα», είπε. Δεν σχολίασε.",
)
WITHDRAWN = article(
    title="Ανοιχτή η γέφυρα",
    outlet="gazette",
    source="published: unknown, status: retracted, status_note: Λάθος., status_date: 2031-05-20",
    more="""claims: [{claim: open, quote: ανοιχτή}, {claim: soon, quote: Θα ανοίξει, stance: hedges}]
disputes: [{claim: closed, quote: δεν έκλεισε}]
""",
    body="Είναι ανοιχτή, δεν έκλεισε. Θα ανοίξει.",
)
FOLDER = "content/stories/1"
BRIDGE = {
    "content/site.yml": "title: Γέφυρες\ntagline: Ποιος το λέει\nrights: full\nbase_url: https://1.example/\n"
    "publisher: {name: Γραφείο, url: https://1.example/}\ncontact: https://1.example/\n",
    "content/outlets.yml": "agency: {name: Πρακτορείο, url: https://4.example/, country: Ελλάδα, kind: είδος,"
    " owner: Α}\n"
    "courier: {name: Ταχυδρόμος}\ngazette: {name: Εφημερίδα, policies: [https://5.example/]}\n",
    "content/people.yml": "minister: {name: Υπουργός Α, role: υπουργός, affiliation: Κυβέρνηση}\n"
    "guard: {name: ο φύλακας, named: false, affiliation: Λιμάνι, reason: Φοβάται.}\n"
    "officials: {name: δύο υπάλληλοι, named: false, count: 2, affiliation: Λιμάνι}\n",
    "content/pages/1.md": "---\ntitle: Σελίδα\n---\nΚείμενο.\n",
    f"{FOLDER}/story.md": STORY,
    f"{FOLDER}/agency.md": AGENCY,
    f"{FOLDER}/courier.md": COPY,
    f"{FOLDER}/gazette.md": WITHDRAWN,
}


def bridge(language: str) -> dict[str, str]:
    """The project, with a site in this language whose articles are in Greek."""
    files = {path: text.replace("source: {", "lang: el\nsource: {") for path, text in BRIDGE.items()}
    return {**files, "content/site.yml": files["content/site.yml"] + f"language: {language}\n"}
