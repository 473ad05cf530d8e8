"""R21: the dashboard tells nobody else and lets no other page in."""

from __future__ import annotations

import pytest

from dashboard.analyst import server
from strikes.errors import UsageError
from strikes.store.workspace import Workspace
from tests.dashboard.serving import answer

#: Beside the tests that drive a browser: they share a server.
pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def port(site: str) -> int:
    return int(site.rsplit(":", 1)[1])


@pytest.mark.parametrize("path", ["/", "/claimants", "/_stcore/health", "/_stcore/host-config"])
def test_every_answer_carries_the_headers(port: int, path: str) -> None:
    found = answer(port, path)
    assert found.status == 200
    assert found.headers["x-frame-options"] == "DENY"
    assert found.headers["referrer-policy"] == "no-referrer"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["cache-control"] == "no-store"
    policy = found.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy and "img-src 'self' data:" in policy and "object-src 'none'" in policy


def test_the_metrics_are_closed(port: int) -> None:
    assert answer(port, "/_stcore/metrics").status == 404
    assert answer(port, "/anything/_stcore/metrics").status == 404


def test_another_name_for_this_machine_is_refused(port: int) -> None:
    assert answer(port, "/", Host="evil.example").status == 404


def test_it_listens_on_this_machine_only() -> None:
    assert server.ADDRESS == server.SETTINGS["server.address"] == "127.0.0.1"
    assert server.SETTINGS["browser.gatherUsageStats"] is False
    assert server.SETTINGS["client.showErrorDetails"] == "none"
    assert server.SETTINGS["client.disableDataExport"] is True


@pytest.mark.parametrize(
    "variable",
    ["STREAMLIT_SERVER_ADDRESS", "STREAMLIT_BROWSER_GATHER_USAGE_STATS", "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS",
     "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION"],
)  # fmt: skip
def test_it_does_not_start_where_the_environment_weakens_it(
    variable: str, one_event: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "0.0.0.0")
    with pytest.raises(UsageError, match=variable):
        server.serve(one_event.root, 8501)
