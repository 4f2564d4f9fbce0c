"""Starts, restarts and stops one headless Chromium; nothing is ever downloaded."""

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from klarsprak.browser.network import resolver_rules
from klarsprak.browser.options import BrowserOptions
from klarsprak.core.errors import BrowserError

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.remote_connection import RemoteConnection

BINARIES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
DRIVERS = ("chromedriver", "chromium-driver")
GRACE = 5.0
"""Seconds a command may overrun its own time limit before the browser counts as hung."""

FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--disable-client-side-phishing-detection",
    "--disable-dev-shm-usage",
    "--disable-features=Translate,OptimizationHints,MediaRouter,IsolateOrigins,site-per-process",
    "--disable-site-isolation-trials",
    "--metrics-recording-only",
    "--no-pings",
    "--no-proxy-server",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--force-color-profile=srgb",
    "--password-store=basic",
    "--use-mock-keychain",
)
"""Quiet, repeatable, and with all frames of a page in one process, so that a script put
into new documents reaches every frame. Sound plays (muted), as for a visitor."""


def find_program(given: str, names: tuple[str, ...]) -> str:
    """The path of the first program found; `given` goes first. "" when there is none."""
    if given:
        return shutil.which(given) or ""
    return next((path for name in names if (path := shutil.which(name))), "")


class Browser:
    """One Chromium, used for every page of a run; a context manager.

    Raises BrowserError ``browser-missing`` (values ``what``) when Chromium, its driver or
    selenium is not there, ``browser-start`` (``reason``) when it will not start.
    """

    def __init__(self, options: BrowserOptions, hosts: frozenset[str]) -> None:
        self.options = options
        self.hosts = hosts | options.allowed_hosts
        self._scripts: list[str] = []
        self._driver: Chrome | None = None
        self._profile: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        """Start the browser."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the browser."""
        self.stop()

    @property
    def driver(self) -> "Chrome":
        """The selenium driver; BrowserError ``browser-closed`` when none is running."""
        if self._driver is None:
            raise BrowserError("browser-closed")
        return self._driver

    def start(self) -> None:
        """Start Chromium with an empty profile."""
        binary = find_program(self.options.chromium, BINARIES)
        driver = find_program(self.options.driver, DRIVERS)
        if not binary:
            raise BrowserError("browser-missing", what=self.options.chromium or "chromium")
        if not driver:
            raise BrowserError("browser-missing", what=self.options.driver or "chromedriver")
        try:
            from selenium import webdriver
        except ImportError as error:
            raise BrowserError("browser-missing", what="selenium") from error
        from selenium.common.exceptions import WebDriverException
        from selenium.webdriver.chrome.service import Service

        self._profile = tempfile.TemporaryDirectory(prefix="klarsprak-", ignore_cleanup_errors=True)
        settings = webdriver.ChromeOptions()
        settings.binary_location = binary
        for flag in self._flags():
            settings.add_argument(flag)
        settings.unhandled_prompt_behavior = "dismiss"
        service = Service(executable_path=driver, popen_kw={"start_new_session": True})
        try:
            self._driver = webdriver.Chrome(options=settings, service=service)
            self._configure(self._driver)
        except (WebDriverException, OSError) as error:
            self.stop()
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise BrowserError("browser-start", reason=reason) from error

    def _flags(self) -> tuple[str, ...]:
        profile = self._profile.name if self._profile else ""
        flags = [
            *FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={self.options.width},{self.options.height}",
            f"--lang={self.options.language}",
            f"--accept-lang={self.options.language}",
        ]
        if not self.options.any_host:
            flags.append(f"--host-resolver-rules={resolver_rules(self.hosts)}")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")
        return tuple(flags)

    def _configure(self, driver: "Chrome") -> None:
        driver.set_page_load_timeout(self.options.load_timeout)
        driver.set_script_timeout(self.options.page_timeout)
        longest = max(self.options.load_timeout, self.options.page_timeout)
        self.patience = longest + GRACE
        for script in self._scripts:
            driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        driver.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})
        self.resize(self.options.width, self.options.height)

    @property
    def patience(self) -> float:
        """Seconds that a command may take before the browser counts as hung."""
        return float(_connection(self.driver).client_config.timeout or 0.0)

    @patience.setter
    def patience(self, seconds: float) -> None:
        _connection(self.driver).client_config.timeout = seconds

    def add_script(self, source: str) -> None:
        """Run `source` first in every new document and frame, now and after a restart."""
        self._scripts.append(source)
        if self._driver is not None:
            self.cdp("Page.addScriptToEvaluateOnNewDocument", {"source": source})

    def cdp(self, command: str, values: Mapping[str, object] | None = None) -> Any:
        """Send a command of the DevTools protocol and return its answer."""
        return self.driver.execute_cdp_cmd(command, dict(values or {}))

    def resize(self, width: int, height: int) -> None:
        """Give the page a viewport of this size in CSS pixels."""
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    def restart(self) -> None:
        """Stop what is left of a hung or crashed browser and start a new one."""
        self.stop(force=True)
        self.start()

    def stop(self, *, force: bool = False) -> None:
        """Stop the browser and remove its profile; `force` for one that no longer answers.

        Only the process group that was started here is ended.
        """
        driver, self._driver = self._driver, None
        if driver is not None:
            process = driver.service.process
            if not force:
                _quietly(driver.quit)
            if process is not None and (force or process.poll() is None):
                _kill(process)
                _quietly(process.wait)
                _close_pipes(process)
        profile, self._profile = self._profile, None
        if profile is not None and Path(profile.name).exists():
            profile.cleanup()


def _connection(driver: "Chrome") -> "RemoteConnection":
    executor = driver.command_executor
    if isinstance(executor, str):
        raise BrowserError("browser-closed")
    return executor


def _quietly(action: Callable[[], object]) -> None:
    """Call `action`; a browser on its way out may fail in any way it likes."""
    with contextlib.suppress(Exception):
        action()


def _kill(process: Any) -> None:
    """End the driver and its browser, which stand in a process group of their own."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _close_pipes(process: Any) -> None:
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            _quietly(pipe.close)
