"""Run the chapters that the cache does not have, several at once, before Sphinx reads them.

Kernels are most of a cold build and Sphinx would start them one after another. What fails here is
left alone: the chapter runs once more when it is read, and the fault is reported in its place.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from myst_nb.core.read import create_nb_reader
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

LOG = logging.getLogger(__name__)


def quiet_kernels(app: Sphinx, config: Config) -> None:
    """Give kernels a profile of the build's own: no start-up files of the user's, no chatter."""
    profile = Path(app.outdir).parent / ".ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    settings = "c.IPKernelApp.log_level = 40\nc.HistoryManager.enabled = False\n"
    (profile / "ipython_kernel_config.py").write_text(settings, "utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)


def run_chapters(app: Sphinx) -> None:
    """Execute and cache every notebook of the contents that is not in the cache."""
    settings = app.env.mystnb_config
    if settings.execution_mode != "cache":
        return
    cache = get_cache(settings.execution_cache_path)
    waiting = []
    for doc in app.config.external_site_map:
        path = Path(app.srcdir, doc).with_suffix(".md")
        text = path.read_text("utf-8") if path.is_file() else ""
        reader = create_nb_reader(str(path), app.env.myst_config, settings, text)
        if reader is None:
            continue
        notebook = reader.read(text)
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            waiting.append((path, notebook))
    if len(waiting) < 2:
        return
    LOG.info("running %d chapters, %d at once", len(waiting), os.cpu_count() or 1)

    def run(item: tuple[Path, Any]) -> ExecutionResult:
        path, notebook = item
        timeout = settings.execution_timeout
        return single_nb_execution(notebook, str(path.parent), timeout, allow_errors=False)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for (path, notebook), result in zip(waiting, pool.map(run, waiting), strict=True):
            if result.err is None:
                bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": result.time})
                cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", quiet_kernels)
    app.connect("builder-inited", run_chapters, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
