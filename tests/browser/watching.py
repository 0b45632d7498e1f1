"""What goes wrong on pages while nobody looks: errors of the console, failed requests, requests to others."""

from urllib.parse import urlsplit


class Watch:
    """
    Follows every page of the contexts it is given; `problems` grows by a sentence for each thing that went wrong.

    ours: origins that pages may ask anything of. files: origins that a link may lead to, for a file that the archive
    hands out itself.
    """

    def __init__(self, *ours, files=()):
        self.problems, self._ours, self._files = [], set(ours), set(files)

    def follow(self, context):
        """Every page of this context; the context."""
        context.on("weberror", lambda error: self._note("script", error.error))
        return self._follow(context)

    def follow_page(self, page):
        """This page alone; the page."""
        page.on("pageerror", lambda error: self._note("script", error))
        return self._follow(page)

    def _follow(self, pages):
        pages.on("console", self._said)
        pages.on("request", self._asked)
        pages.on("requestfailed", self._failed)
        pages.on("response", self._answered)
        return pages

    def _said(self, message):
        # What could not be loaded is told by its answer, which says whether it was a page that said no.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self._note("console", message.text)

    def _asked(self, request):
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(request.url))
        allowed = self._ours | self._files if request.is_navigation_request() else self._ours
        if not request.url.startswith("data:") and origin not in allowed:
            self._note("request to another", request.url)

    def _failed(self, request):
        # What a page still waits for is given up when the page is left, or turns out to be a file.
        if "ERR_ABORTED" not in (request.failure or ""):
            self._note("failed request", f"{request.url} {request.failure}")

    def _answered(self, response):
        # A page may say no; what a page asks for may only say that its reader is no longer logged in.
        no = response.status >= (500 if response.request.is_navigation_request() else 400)
        if no and response.status != 401:
            self._note(f"answer {response.status}", response.url)

    def _note(self, what, words):
        self.problems.append(f"{what}: {words}")
