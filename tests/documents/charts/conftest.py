"""One spec of each kind and odd case, in each language, made once."""

from __future__ import annotations

import pytest

from documents.charts.specs import Chart
from tests.documents.charts.samples import samples


@pytest.fixture(scope="session", params=["zh_CN", "en"])
def charts(request: pytest.FixtureRequest) -> dict[str, Chart]:
    return samples(str(request.param))
