"""Run the chapters that the cache does not have, several at once, while Sphinx reads other pages.

Kernels are much of a cold build and Sphinx would start them one after another. What fails here is
left alone: the chapter runs once more when it is read, and the fault is reported in its place.
"""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from myst_nb.core.read import create_nb_reader
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

LOG = logging.getLogger(__name__)


class Run(NamedTuple):
    """A chapter that is being executed."""

    path: Path
    notebook: Any
    job: Future[ExecutionResult]


def quiet_kernels(app: Sphinx, config: Config) -> None:
    """Give kernels a profile of the build's own: no start-up files of the user's, no chatter."""
    profile = Path(app.outdir).parent / ".ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    settings = "c.IPKernelApp.log_level = 40\nc.HistoryManager.enabled = False\n"
    (profile / "ipython_kernel_config.py").write_text(settings, "utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)


def run_chapters(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Begin to execute every notebook that is about to be read and not in the cache."""
    app.antiparty_kernels: dict[str, Run] = {}
    settings = env.mystnb_config
    if settings.execution_mode != "cache":
        return
    cache = get_cache(settings.execution_cache_path)
    waiting: dict[str, Any] = {}
    for doc in docnames:
        path = Path(env.doc2path(doc))
        text = path.read_text("utf-8")
        reader = create_nb_reader(str(path), env.myst_config, settings, text)
        if reader is None:
            continue
        notebook = reader.read(text)
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            waiting[doc] = (path, notebook)
    if len(waiting) < 2:
        return
    LOG.info("running %d chapters, %d at once", len(waiting), os.cpu_count() or 1)
    app.antiparty_runners = ThreadPoolExecutor(os.cpu_count())
    timeout = settings.execution_timeout
    for doc, (path, notebook) in waiting.items():
        job = app.antiparty_runners.submit(
            single_nb_execution, notebook, str(path.parent), timeout, allow_errors=False
        )
        app.antiparty_kernels[doc] = Run(path, notebook, job)


def keep_run(app: Sphinx, docname: str, source: list[str]) -> None:
    """Wait for the chapter that is read now, and put what it gave into the cache."""
    run = app.antiparty_kernels.pop(docname, None)
    if run is None:
        return
    result = run.job.result()
    if result.err is None:
        bundle = CacheBundleIn(run.notebook, str(run.path), data={"execution_seconds": result.time})
        cache = get_cache(app.env.mystnb_config.execution_cache_path)
        cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def stop(app: Sphinx, fault: Exception | None) -> None:
    """Let go of what a build that failed left waiting."""
    runners = getattr(app, "antiparty_runners", None)
    if runners is not None:
        runners.shutdown(cancel_futures=True)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", quiet_kernels)
    app.connect("env-before-read-docs", run_chapters, priority=400)
    app.connect("source-read", keep_run, priority=100)
    app.connect("build-finished", stop, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
