"""A page with cells → links that open its notebook elsewhere: Binder, Colab, a JupyterHub.

Addresses follow from `repository` of `_config.yml` and from Jupyter Book's own section `launch_buttons`,
which may name other hosts. Colab opens notebooks only, so it is shown the one that the site publishes.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlencode

from build_tools.core.book import Book

BINDER, COLAB = "https://mybinder.org", "https://colab.research.google.com"
# The branch that a static host serves the site from, where no other is named.
PUBLISHED = "gh-pages"
_GITHUB = re.compile(r"^https://github\.com/(?P<name>[^/]+/[^/]+?)(?:\.git)?/?$")


def launch_links(book: Book, docname: str, notebook: str, edition: str) -> list[dict[str, Any]]:
    """Return {title, url} of each place that can open the page; none without a repository on GitHub.

    `notebook` is the address of the page's notebook within the edition, whose folder is `edition`.
    """
    repository = book.config.raw.get("repository") or {}
    found = _GITHUB.match(str(repository.get("url") or ""))
    page = book.by_docname.get(docname)
    if found is None or page is None:
        return []
    name, branch = found["name"], str(repository.get("branch") or "main")
    hosts = book.config.raw.get("launch_buttons") or {}
    folder = str(repository.get("path_to_book") or "").strip("/")
    source = "/".join(filter(None, (folder, page.source.relative_to(book.root).as_posix())))
    links = [{"title": "Binder", "url": _binder(hosts, name, branch, source)}]
    if page.source.suffix == ".ipynb":
        place = f"{name}/blob/{quote(branch)}/{quote(source)}"
    else:
        published = str(book.config.sphinx.get("mlsysbook_published_branch") or PUBLISHED)
        within = "/".join(filter(None, (edition, notebook)))
        place = f"{name}/blob/{quote(published)}/{quote(within)}"
    colab = str(hosts.get("colab_url") or COLAB).rstrip("/")
    links.append({"title": "Colab", "url": f"{colab}/github/{place}"})
    if hosts.get("jupyterhub_url"):
        links.append({"title": "JupyterLab", "url": _hub(hosts, name, branch, source)})
    return links


def _binder(hosts: dict[str, Any], name: str, branch: str, source: str) -> str:
    host = str(hosts.get("binderhub_url") or BINDER).rstrip("/")
    query = urlencode({"urlpath": f"lab/tree/{source}"})
    return f"{host}/v2/gh/{name}/{quote(branch, safe='')}?{query}"


def _hub(hosts: dict[str, Any], name: str, branch: str, source: str) -> str:
    """Return nbgitpuller's link, which brings the repository to the reader's own server."""
    host = str(hosts["jupyterhub_url"]).rstrip("/")
    path = f"lab/tree/{name.split('/')[1]}/{source}"
    query = urlencode(
        {"repo": f"https://github.com/{name}", "branch": branch, "urlpath": path}, safe="/:"
    )
    return f"{host}/hub/user-redirect/git-pull?{query}"
