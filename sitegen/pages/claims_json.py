"""`data/claims.json`: every claim with what stands behind it and against it, as one object; and its JSON Schema.

A claim is a line, so that the file can be read line by line too. Each story gives its lines, which are joined as they
are: nothing is parsed again for the whole.
"""

import json
from collections.abc import Iterable
from typing import Any, get_args

from sitegen.model import terms
from sitegen.model.page import File
from sitegen.model.story import Claim
from sitegen.pages import urls
from sitegen.pages.compared import Compared
from sitegen.pages.finished import json_file
from sitegen.pages.tables import edtf

CLAIMS_JSON = "claims.json"
SCHEMA = "claims.schema.json"
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}


def claim_objects(compared: Compared, base_url: str) -> Iterable[bytes]:
    """The claims of a story as JSON, one a line, or nothing where it has none."""
    if compared.story.claims:
        yield ",\n".join([_json(_claim(compared, each, base_url)) for each in compared.story.claims]).encode()


def claims_file(name: str, blocks: Iterable[bytes]) -> File:
    """{"$schema": …, "claims": […]}, the oldest story first; `blocks` are the lines of stories."""
    start = f'{{"$schema": "{SCHEMA}", "claims": [\n'.encode()
    return File(path=urls.DATA + name, data=start + b",\n".join(blocks) + b"\n]}\n")


def claims_schema() -> File:
    """The JSON Schema of the file, beside it."""
    mention = {
        "article": TEXT,
        "outlet": TEXT,
        "mention": TEXT,
        "stance": {"enum": list(terms.STANCES)},
        "by": TEXTS,
        "via": TEXTS,
        "quote": TEXT,
        "hedge": TEXT,
        "value": TEXT,
        "url": TEXT,
    }
    chain = {"articles": TEXTS, "origins": TEXTS}
    ruling = {"status": TEXT, "reason": TEXT, "by": TEXT, "date": TEXT}
    claim = {
        "story": TEXT,
        "claim": TEXT,
        "text": TEXT,
        "kind": {"enum": list(get_args(terms.ClaimKind))},
        "speaker": TEXT,
        "status": TEXT,
        "support": {"enum": list(get_args(terms.Support))},
        "challenge": {"enum": list(get_args(terms.Challenge))},
        "ruling": {"anyOf": [{"type": "null"}, _object(ruling)]},
        "flags": {"type": "array", "items": {"enum": [terms.HEDGED_ONLY, terms.VALUES_DIFFER, terms.DISTORTED]}},
        "supported_by": TEXTS,
        "chains": {"type": "array", "items": _object(chain)},
        "url": TEXT,
        "mentions": {"type": "array", "items": _object(mention)},
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The claims of a site, with their status, their chains of reporting and their mentions",
        **_object({"$schema": TEXT, "claims": {"type": "array", "items": _object(claim)}}),
    }
    return json_file(urls.DATA + SCHEMA, whole)


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _claim(compared: Compared, claim: Claim, base_url: str) -> dict[str, object]:
    finding, ruling = compared.findings[claim.id], claim.ruling
    return {
        "story": compared.story.id,
        "claim": claim.id,
        "text": claim.text,
        "kind": claim.kind,
        "speaker": claim.speaker,
        "status": ruling.status if ruling else finding.status,
        "support": finding.support,
        "challenge": finding.challenge,
        "ruling": ruling
        and {"status": ruling.status, "reason": ruling.reason, "by": ruling.by, "date": edtf(ruling.date)},
        "flags": finding.flags,
        "supported_by": finding.articles,
        "chains": [{"articles": each.members, "origins": each.origins} for each in finding.chains],
        "url": base_url + urls.claim_url(compared.story.id, claim.id),
        "mentions": [_mention(compared, each.article, each.id, base_url) for each in compared.by_claim[claim.id]],
    }


def _mention(compared: Compared, article: str, mention: str, base_url: str) -> dict[str, object]:
    found, view = compared.mentions[article, mention], compared.quotation(article, mention)
    return {
        "article": article,
        "outlet": compared.articles[article].source.outlet,
        "mention": mention,
        "stance": found.stance,
        "by": found.by,
        "via": found.via,
        "quote": view.quote,
        "hedge": found.hedge,
        "value": found.value,
        "url": base_url + view.url,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
