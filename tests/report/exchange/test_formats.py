"""Each format is read by its own library: what we wrote by hand is what the standard means."""

from __future__ import annotations

import json
from typing import Any

import pytest

from strikes.report.exchange.ftm import to_ftm
from strikes.report.exchange.lumen import to_lumen
from strikes.report.exchange.misp import to_misp
from strikes.report.exchange.stix import to_stix
from strikes.report.profiles import PROFILES
from strikes.store.workspace import Workspace
from tests.report.packs import needs_package, pack_of
from tests.report.world import NAMES, event

PROFILE_NAMES = list(PROFILES)


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_stix_accepts_every_object_and_holds_each_claim_once(campaign: Workspace, profile: str) -> None:
    stix2 = needs_package("stix2")
    pack = pack_of(campaign, profile=profile)
    bundle = stix2.parse(to_stix(pack).decode(), allow_custom=False)
    kinds = [inner["type"] for inner in bundle.objects]
    assert kinds.count("observed-data") == len(pack["claims"])
    assert kinds.count("user-account") == len(pack["channels"])
    known = {inner["id"] for inner in bundle.objects}
    (report,) = (inner for inner in bundle.objects if inner["type"] == "report")
    assert set(report["object_refs"]) <= known


def test_stix_ids_of_accounts_are_the_ones_the_standard_computes(campaign: Workspace) -> None:
    stix2 = needs_package("stix2")
    objects = json.loads(to_stix(pack_of(campaign)))["objects"]
    for inner in objects:
        if inner["type"] == "user-account":
            made = stix2.UserAccount(
                user_id=inner["user_id"], account_type="youtube", display_name=inner["display_name"]
            )
            assert made.id == inner["id"]
        if inner["type"] == "url":
            assert stix2.URL(value=inner["value"]).id == inner["id"]


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_misp_knows_every_template_and_relation(campaign: Workspace, profile: str) -> None:
    pymisp = needs_package("pymisp")
    pack = pack_of(campaign, profile=profile)
    raw = json.loads(to_misp(pack))["Event"]
    found = pymisp.MISPEvent()
    found.from_dict(**json.loads(to_misp(pack))["Event"])  # it takes its argument apart
    for inner in raw["Object"]:
        strict = pymisp.MISPObject(inner["name"], strict=True)
        assert (strict.template_uuid, str(strict.template_version)) == (
            inner["template_uuid"],
            inner["template_version"],
        )
        for attribute in inner["Attribute"]:
            strict.add_attribute(attribute["object_relation"], value=attribute["value"])
        strict.to_json()
    assert sum(inner["name"] == "youtube-video" for inner in raw["Object"]) == len(pack["claims"])
    allowed = found.describe_types["category_type_mappings"]
    assert all(row["type"] in allowed[row["category"]] for row in raw["Attribute"])
    assert len({inner["uuid"] for inner in raw["Object"]}) == len(raw["Object"])


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_followthemoney_takes_every_value_as_it_stands(campaign: Workspace, profile: str) -> None:
    ftm = needs_package("followthemoney")
    pack = pack_of(campaign, profile=profile)
    entities = [json.loads(line) for line in to_ftm(pack).decode().splitlines()]
    for entity in entities:
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        taken = {name: set(proxy.get(name)) for name in entity["properties"]}
        assert taken == {name: set(values) for name, values in entity["properties"].items()}
    assert sum(entity["schema"] == "Event" for entity in entities) == len(pack["claims"])


def test_lumen_gets_only_what_may_be_published(workspace_of: Any) -> None:
    public = event(
        source="public_record",
        occurred_at="2025-05-01",
        channel_title="SIMULATED A",
        video_id="simvid00001",
        claimant_name="SIM Brand Desk Ltd",
        event_id="1",
        provenance="P3",
    )
    private = event(
        occurred_at="2025-05-02",
        channel_title="SIMULATED A",
        video_id="simvid00002",
        claimant_name="SIM Brand Desk Ltd",
        event_id="2",
    )
    pack = pack_of(workspace_of([public, private]), subject="SIM Brand Desk Ltd")
    found = json.loads(to_lumen(pack))
    assert found["left_out"] == 1
    ((notice,),) = [[inner["notice"] for inner in found["notices"]]]
    assert notice["works_attributes"][0]["infringing_urls_attributes"] == [
        {"url": "https://www.youtube.com/watch?v=simvid00001"}
    ]
    assert notice["entity_notice_roles_attributes"][1]["entity_attributes"]["name"] == "SIM Brand Desk Ltd"


def test_lumen_names_no_private_person_whoever_the_pack_is_for(workspace_of: Any) -> None:
    public = event(
        source="public_record", occurred_at="2025-05-01", channel_title="SIMULATED A", claimant_name=NAMES[0]
    )
    found = to_lumen(pack_of(workspace_of([public]), subject=NAMES[0])).decode()
    assert "Private person" in found and NAMES[0] not in found
