"""What is known of hosts and pages that say one thing and mean another."""

from __future__ import annotations

import re

#: Hosts that turn programs away, in one way or another: nothing that they answer but "here you are" is taken for an answer.
WALLS = frozenset(
    """
    linkedin.com x.com twitter.com facebook.com instagram.com threads.net tiktok.com researchgate.net academia.edu scholar.google.com
    dl.acm.org cacm.acm.org portal.acm.org ieeexplore.ieee.org computer.org sciencedirect.com linkinghub.elsevier.com cell.com thelancet.com
    onlinelibrary.wiley.com tandfonline.com journals.sagepub.com academic.oup.com cambridge.org science.org pnas.org jstor.org
    pubs.acs.org pubs.aip.org journals.aps.org iopscience.iop.org ascelibrary.org epubs.siam.org direct.mit.edu pubsonline.informs.org
    worldscientific.com emerald.com degruyter.com annualreviews.org royalsocietypublishing.org papers.ssrn.com ssrn.com medrxiv.org
    biorxiv.org webofscience.com scopus.com publons.com glassdoor.com crunchbase.com quora.com reddit.com zhihu.com zhuanlan.zhihu.com
    weibo.com xiaohongshu.com bilibili.com space.bilibili.com medium.com stackoverflow.com kaggle.com leetcode.com udemy.com
    """.split()
)
#: Hosts whose addresses are made to be lasting and lead to wherever the thing is now.
LASTING = frozenset("doi.org dx.doi.org hdl.handle.net purl.org w3id.org n2t.net orcid.org urn.fi nbn-resolving.org".split())

#: Statuses of machines that tell programs from people.
BLOCKED = frozenset((401, 402, 403, 406, 407, 412, 418, 429, 430, 451, 498, 499, 999))

#: Where domains are sold.
_SELLERS = frozenset("hugedomains.com sedo.com dan.com afternic.com forsale.godaddy.com porkbun.com dynadot.com atom.com".split())

_CHALLENGE = re.compile(
    r"just a moment|one moment, please|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:human|robot)"
    r"|verify(?:ing)? (?:that )?you(?:'re|’re| are)|security (?:check|verification)|pardon our interruption|ddos|captcha|radware"
    r"|request (?:blocked|rejected|unsuccessful)|bot (?:detection|verification)|checking your browser|human verification|client challenge"
    r"|making sure you(?:'re|’re) not a bot",
    re.IGNORECASE,
)
_NOT_FOUND = (
    r"(?:error:? ?)?404(?: error)?|(?:404[ :,.–-]*)?(?:error:? )?(?:the |this )?(?:requested )?(?:page|file|document|content|site|url)?"
    r" ?(?:was |is |could |cannot |can ?not |can't |can’t )?(?:not |be )+(?:found|available)"
    r"|(?:the |this )?(?:page|file|site) (?:does not|doesn't|doesn’t|no longer) exists?(?: anymore)?|no such page"
    r"|seite nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada|pagina non trovata"
    r"|页面不存在|页面未找到|找不到页面|ページが見つかりません"
)
#: The whole title, or all but the name of the site: titles may mention other things that were not found.
_SAYS_NOT_FOUND = re.compile(
    rf"(?:.{{1,60}} [-–—|·:] )?(?:oops!? ?)?(?:{_NOT_FOUND})[ .!…:(]*(?:404\)?)?(?: [-–—|·:] .{{1,60}})?", re.IGNORECASE
)
_PARKED = re.compile(
    r"(?:this )?domain (?:name )?(?:is |may be |might be |has been )?(?:for sale|parked|expired)|the domain .{3,60} is for sale"
    r"|buy this domain|(?:is|may be) for sale! (?:check|contact)|domain parking|parked (?:free|domain)"
    r"|hugedomains\.com|sedoparking|parkingcrew|bodis\.com"
    r"|this web ?(?:page|site) is parked|domain has expired|inquire about this domain|make an offer on this domain",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(
    r"(?:^|[/._?&=-])(?:log-?in|log-?on|sign-?in|sso|saml2?|cas|idp|oauth2?|openid|shibboleth|adfs|auth(?:enticate|orize|n)?|authwall|wayf"
    r"|accounts)(?:$|[/._?&=-])",
    re.IGNORECASE,
)
_SIGN_IN_TITLE = re.compile(r"\b(?:log ?in|log ?on|sign ?in|sign ?on|anmelden|connexion|iniciar sesión)\b|登录|ログイン", re.IGNORECASE)


def is_wall(host: str) -> bool:
    """Whether a host, or one above it, is known for turning programs away."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in WALLS for at in range(len(labels) - 1)) or host.startswith("scholar.google.")


def is_challenge(title: str) -> bool:
    return bool(_CHALLENGE.search(title[:200]))


def says_not_found(title: str, heading: str) -> bool:
    """Whether a page that came with "here it is" says itself that it is not."""
    return any(len(text) < 150 and _SAYS_NOT_FOUND.fullmatch(text.strip(" .!…")) is not None for text in (title, heading))


def is_parked(host: str, title: str, text: str) -> bool:
    """Whether a page only says that its domain is for sale. `text`: all that it says; a page that says much is about something."""
    return host in _SELLERS or bool(_PARKED.search(title[:200])) or (len(text) < 2_000 and bool(_PARKED.search(text)))


def asks_to_sign_in(address: str) -> bool:
    return bool(_SIGN_IN.search(address.partition("//")[2]))


def is_sign_in_title(title: str) -> bool:
    return len(title) < 120 and bool(_SIGN_IN_TITLE.search(title))
