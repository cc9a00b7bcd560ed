"""A site of each template with everything on it its owner's, as owners make them: what is left is only what shows the template."""

from __future__ import annotations

_CV = """\
## Education

* Ph.D. in botany, University of Oslo, 2015
* M.Sc. in biology, University of Bergen, 2010

## Work

* Since 2021: curator of the herbarium, Natural History Museum, Oslo
* 2015 – 2020: research fellow, University of Bergen

## Skills

* Microscopy
* Field work in the mountains
"""
_POST = "---\ntitle: Spring on the roof\ndate: 2024-03-02\ntags:\n  - mosses\n---\n\nThe first capsules have opened.\n"
_SLATE = "---\ntitle: Slate\nsummary: What grows on old slate\n---\n\nWe look at slate of eight quarries.\n"
_COURSES = "I teach two courses on mosses, and look after the herbarium of the museum."

_TEX = r"""\documentclass{{{}}}
{}
\begin{{document}}
\section{{Research}}
I study mosses on roofs and walls.
\end{{document}}
"""

OWN: dict[str, dict[str, str]] = {
    "allanlab": {
        "_layouts/homelay.html": "",
        "_layouts/textlay.html": "",
        "_pages/aboutwebsite.md": (
            '---\ntitle: "Moss Lab - About this site"\nlayout: textlay\npermalink: /aboutwebsite.html\n---\n\n'
            "This site is made with Jekyll, from the [site of the Allan Lab](https://github.com/mpa139/allanlab).\n"
        ),
        "_config.yml": "title: The Moss Lab\ndescription: Website of the Moss Lab.\ninclude:\n  - _pages\n",
        "_data/alumni_members.yml": (
            "- name: Ola Hansen\n  info: Doctoral student from 2015 to 2019\n  education1: Master at Leiden University with Marie Visser\n"
        ),
        "_data/news.yml": "- date: March 2024\n  headline: Ola Hansen moves to Leiden University.\n",
    },
    "lab-website-template": {
        "_cite/cite.py": "",
        "_layouts/member.html": "",
        "_config.yaml": (
            "title: The Moss Lab\nsubtitle: at the herbarium in Oslo\ndescription: Mosses on roofs and walls.\n"
            "links:\n  email: moss@nhm-herbarium.no\n  orcid: 0000-0001-5109-3700\n  github: nordmann\n"
            "collections:\n  members:\n    output: true\n"
        ),
        "_data/projects.yaml": (
            "- title: Slate\n  subtitle: eight quarries\n  repo: nordmann/slate\n  description: What grows on old slate, and where.\n"
        ),
        "_data/sources.yaml": "- id: doi:10.1093/botlinnean/boz089\n  type: paper\n  description: Mosses of old roofs.\n",
        "_members/kari-nordmann.md": "---\nname: Kari Nordmann\nrole: pi\n---\n\n" + _COURSES + "\n",
        "_members/sarah-johnson.md": "---\nname: Sarah Johnson\nrole: phd\n---\n\nSarah counts capsules on the roofs of the old town.\n",
        "_posts/2024-03-02-spring.md": _POST,
    },
    "academicpages": {
        "_includes/author-profile.html": "",
        "talkmap.py": "",
        "images/kari.jpg": "",
        "files/roofs.pdf": "",
        "_config.yml": """\
title: "Kari Nordmann"
name: "Kari Nordmann"
description: "Mosses on roofs and walls"
url: https://nordmann.github.io
repository: "nordmann/nordmann.github.io"
talkmap_link: false
author:
  name: "Kari Nordmann"
  avatar: "kari.jpg"
  bio: "Curator of the herbarium in Oslo"
  location: "Oslo, Norway"
  employer: "Natural History Museum"
  email: "kari.nordmann@nhm-herbarium.no"
  github: "nordmann"
  orcid: "https://orcid.org/0000-0001-5109-3700"
include:
  - _pages
collections:
  teaching:
    output: true
  publications:
    output: true
  talks:
    output: true
""",
        "_data/navigation.yml": "main:\n  - title: Publications\n    url: /publications/\n  - title: CV\n    url: /cv/\n",
        "_pages/about.md": (
            "---\npermalink: /\ntitle: About me\nauthor_profile: true\n---\n\nI study mosses on roofs and walls. " + _COURSES + "\n"
        ),
        "_pages/cv.md": "---\ntitle: CV\npermalink: /cv/\n---\n\n" + _CV,
        "_pages/publications.md": (
            "---\ntitle: Publications\npermalink: /publications/\n---\n\nMy papers are listed by year, the newest first.\n"
        ),
        "_publications/2022-05-10-roofs.md": """\
---
title: "Mosses on the roofs of Oslo"
collection: publications
permalink: /publication/2022-05-10-roofs
excerpt: 'We count the mosses on forty roofs.'
date: 2022-05-10
venue: 'Lindbergia'
paperurl: '/files/roofs.pdf'
---

We count the mosses on forty roofs, and explain why old slate has the most.
""",
        "_talks/2023-09-14-bergen.md": """\
---
title: "What grows on slate"
collection: talks
type: "Talk"
permalink: /talks/2023-09-14-bergen
venue: "University of Bergen, Department of Biology"
date: 2023-09-14
location: "Bergen, Norway"
---

On slate, and on the time that a moss takes to settle on it.
""",
        "_teaching/2024-spring-mosses.md": """\
---
title: "Introduction to mosses"
collection: teaching
type: "Undergraduate course"
permalink: /teaching/2024-spring-mosses
venue: "University of Oslo, Department of Biosciences"
date: 2024-01-15
location: "Oslo, Norway"
---

Six lectures and four walks.
""",
        "_posts/2024-03-02-spring.md": _POST,
    },
    "acad-homepage": {
        "google_scholar_crawler/main.py": "",
        "_includes/fetch_google_scholar_stats.html": "",
        "images/kari.png": "",
        "images/roofs.png": "",
        "_config.yml": """\
title: "Kari Nordmann"
description: "Mosses on roofs and walls"
repository: "nordmann/nordmann.github.io"
google_scholar_stats_use_cdn: true
google_analytics_id: G-2B7K9QW4XZ
google_site_verification: kq1Zr7mWb2pT4yVh8sLx
author:
  name: "Kari Nordmann"
  avatar: "images/kari.png"
  bio: "Curator of the herbarium in Oslo"
  location: "Oslo, Norway"
  email: "kari.nordmann@nhm-herbarium.no"
  googlescholar: "https://scholar.google.com/citations?user=kN0rdManNAAJ"
  github: "nordmann"
include:
  - _pages
""",
        "_data/navigation.yml": "main:\n  - title: About Me\n    url: '/#about-me'\n  - title: Publications\n    url: '/#publications'\n",
        "_pages/about.md": """\
---
permalink: /
title: "About Kari Nordmann"
author_profile: true
redirect_from:
  - /about/
---

<span class='anchor' id='about-me'></span>

I study mosses on roofs and walls, and have published on them with
<a href='https://scholar.google.com/citations?user=kN0rdManNAAJ'>colleagues from Bergen</a>.

# News
- *2024.02*: Our paper on roofs is accepted by Lindbergia.
- *2023.09*: I gave a talk in Bergen.

# Publications

<div class='paper-box'><div class='paper-box-image'><img src='images/roofs.png' alt="Map of forty roofs in Oslo" width="100%"></div>
<div class='paper-box-text' markdown="1">

[Mosses on the roofs of Oslo](https://scholar.google.com/citations?user=kN0rdManNAAJ)

**Kari Nordmann**, Ola Hansen
</div>
</div>

# Honors and Awards
- *2022.10* Prize of the Botanical Society.

# Education
- *2011.08 - 2015.06*, Ph.D., University of Oslo.
- *2005.08 - 2010.06*, M.Sc., University of Bergen.

# Invited Talks
- *2023.09*, What grows on slate, University of Bergen.
""",
    },
    "al-folio": {
        "_layouts/bib.liquid": "",
        "_includes/news.liquid": "",
        "assets/img/kari.jpg": "",
        "assets/pdf/roofs.pdf": "",
        "_config.yml": """\
title: blank
first_name: Kari
middle_name:
last_name: Nordmann
contact_note: Write to me before you come to the herbarium.
description: Mosses on roofs and walls
keywords: mosses, roofs, herbarium
url: https://nordmann.github.io
baseurl:
blog_name: Notes from the roof
blog_description: what I see up there
disqus_shortname:
footer_text: Made with the [al-folio](https://github.com/alshedivat/al-folio) theme.
enable_darkmode: true
scholar:
  last_name: [Nordmann]
  first_name: [Kari, K.]
  source: /_bibliography/
collections:
  news:
    output: true
  projects:
    output: true
include: [_pages]
exclude: [README.md]
""",
        "_data/socials.yml": "email: kari.nordmann@nhm-herbarium.no\nscholar_userid: kN0rdManNAAJ\ngithub_username: nordmann\n",
        "_data/cv.yml": """\
- title: General Information
  type: map
  contents:
    - name: Full Name
      value: Kari Nordmann
    - name: Languages
      value: English, Norwegian
- title: Education
  type: time_table
  contents:
    - title: PhD
      institution: University of Oslo, Norway
      year: 2015
      description:
        - On the mosses of old slate.
- title: Honors and Awards
  type: time_table
  contents:
    - year: 2022
      items:
        - Prize of the Botanical Society
""",
        "_data/repositories.yml": "github_users:\n  - nordmann\n",
        "_bibliography/papers.bib": """\
---
---

@article{nordmann2022roofs,
  title={Mosses on the roofs of Oslo},
  author={Nordmann, Kari and Hansen, Ola},
  abstract={We count the mosses on forty roofs.},
  journal={Lindbergia},
  year={2022},
  pdf={roofs.pdf}
}
""",
        "_pages/about.md": """\
---
layout: about
title: about
permalink: /
subtitle: Curator of the herbarium in Oslo
profile:
  align: right
  image: kari.jpg
  more_info: >
    <p>Room 12</p>
    <p>Sars gate 1, Oslo</p>
---

I study mosses on roofs and walls. """
        + _COURSES
        + "\n",
        "_pages/cv.md": "---\nlayout: cv\npermalink: /cv/\ntitle: cv\ncv_pdf: roofs.pdf\n---\n",
        "_pages/projects.md": "---\ntitle: projects\npermalink: /projects/\ndescription: What I work on with my students.\n---\n",
        "_news/2023-talk.md": "---\nlayout: post\ndate: 2023-09-14\ninline: true\n---\n\nI gave a talk in Bergen.\n",
        "_projects/slate.md": _SLATE,
        "_posts/2024-03-02-spring.md": _POST,
    },
    "minimal-mistakes": {
        "_data/ui-text.yml": "",
        "assets/images/kari.jpg": "",
        "_config.yml": """\
remote_theme: "mmistakes/minimal-mistakes"
minimal_mistakes_skin: "dirt"
title: "Kari Nordmann"
subtitle: "Mosses on roofs and walls"
name: "Kari Nordmann"
description: "Notes from the herbarium in Oslo."
url: "https://nordmann.github.io"
baseurl: ""
repository: "nordmann/nordmann.github.io"
comments:
  provider: "disqus"
  disqus:
    shortname: "nordmann-roofs"
google_site_verification: "kq1Zr7mWb2pT4yVh8sLx"
analytics:
  provider: "google-gtag"
  google:
    tracking_id: "G-2B7K9QW4XZ"
author:
  name: "Kari Nordmann"
  avatar: "/assets/images/kari.jpg"
  bio: "Curator of the herbarium."
  location: "Oslo, Norway"
  links:
    - label: "GitHub"
      icon: "fab fa-fw fa-github"
      url: "https://github.com/nordmann"
include:
  - _pages
""",
        "_data/navigation.yml": "main:\n  - title: About\n    url: /about/\n  - title: CV\n    url: /cv/\n",
        "_pages/about.md": "---\npermalink: /about/\ntitle: About\n---\n\nI study mosses on roofs and walls. " + _COURSES + "\n",
        "_pages/cv.md": "---\ntitle: CV\npermalink: /cv/\n---\n\n" + _CV,
        "_posts/2024-03-02-spring.md": (
            "---\ntitle: Spring on the roof\ncategories: [mosses]\n---\n\nThe first capsules have opened, earlier than last year.\n"
        ),
    },
    "jekyll": {
        "_config.yml": (
            "title: Kari Nordmann\nemail: kari.nordmann@nhm-herbarium.no\ndescription: Mosses on roofs and walls\n"
            "baseurl: ''\nurl: https://nordmann.github.io\ntwitter_username: nordmann\ngithub_username: nordmann\ntheme: minima\n"
        ),
        "index.md": "---\nlayout: home\ntitle: Home\n---\n\nI study mosses on roofs and walls.\n",
        "about.md": "---\nlayout: page\ntitle: About\npermalink: /about/\n---\n\n" + _COURSES + " The site is made with Jekyll.\n",
        "cv.md": "---\nlayout: page\ntitle: CV\npermalink: /cv/\n---\n\n" + _CV,
        "_posts/2024-03-02-spring.md": "---\nlayout: post\ntitle: Spring on the roof\n---\n\nThe first capsules have opened.\n",
    },
    "altacv": {
        "altacv.cls": "",
        "page1sidebar.tex": "",
        "cv.tex": _TEX.format("altacv", r"\name{Kari Nordmann}\tagline{Botanist}"),
    },
    "awesome-cv": {
        "awesome-cv.cls": "",
        "cv/committees.tex": "",
        "cv.tex": _TEX.format("awesome-cv", r"\name{Kari}{Nordmann}\github{nordmann}\mobile{(+47) 22-851600}"),
    },
    "moderncv": {
        "moderncv.cls": "",
        "tweaklist.sty": "",
        "cv.tex": _TEX.format("moderncv", r"\name{Kari}{Nordmann}\email{kari.nordmann@nhm-herbarium.no}"),
    },
    "twentysecondcv": {
        "twentysecondcv.cls": "",
        "Twenty-Seconds_cv.tex": "",
        "cv.tex": _TEX.format("twentysecondcv", r"\cvname{Kari Nordmann}\cvmail{kari.nordmann@nhm-herbarium.no}"),
    },
    "hugo": {
        "hugo.toml": 'title = "Kari Nordmann"\n',
        "content/posts/spring.md": (
            "---\ntitle: Rich content\nauthor: Kari Nordmann\n---\n\nThe first capsules have opened; thanks to the authors of Hugo.\n"
        ),
    },
    "html5up": {
        "assets/js/breakpoints.min.js": "",
        "assets/js/browser.min.js": "",
        "index.html": """\
<!DOCTYPE HTML>
<html lang="en">
  <head>
    <title>Kari Nordmann</title>
  </head>
  <body>
    <p>I study mosses on roofs and walls at the <a href="https://www.nhm.uio.no/">Natural History Museum</a> in Oslo.</p>
    <ul><li>&copy; Kari Nordmann. All rights reserved.</li><li>Design: <a href="https://html5up.net">HTML5 UP</a></li></ul>
  </body>
</html>
""",
    },
    "jonbarron": {
        "stylesheet.css": "",
        "images/kari.jpg": "",
        "images/roofs.png": "",
        "data/nordmann-cv.pdf": "",
        "index.html": """\
<!DOCTYPE HTML>
<html lang="en">
  <head>
    <title>Kari Nordmann</title>
    <meta name="author" content="Kari Nordmann">
    <link rel="stylesheet" type="text/css" href="stylesheet.css">
    <script async src="https://www.googletagmanager.com/gtag/js?id=G-2B7K9QW4XZ"></script>
    <script>
      gtag('config', 'G-2B7K9QW4XZ');
    </script>
  </head>
  <body>
    <table><tbody>
      <tr><td>
        <p class="name">Kari Nordmann</p>
        <p>I study mosses on roofs and walls at the <a href="https://www.nhm.uio.no/">Natural History Museum</a> in Oslo.</p>
        <p>
          <a href="mailto:kari.nordmann@nhm-herbarium.no">Email</a> &nbsp;/&nbsp;
          <a href="data/nordmann-cv.pdf">CV</a> &nbsp;/&nbsp;
          <a href="https://github.com/nordmann/">GitHub</a>
        </p>
      </td>
      <td><img src="images/kari.jpg" alt="Kari Nordmann on a roof"></td></tr>
      <tr><td><h2>Research</h2>
        <p>Mosses, slate, and what the rain brings along. Some papers are <span class="highlight">highlighted</span>.</p></td></tr>
      <tr bgcolor="#ffffd0"><td><img src="images/roofs.png" alt="Map of forty roofs"></td>
        <td><strong>Kari Nordmann</strong>, Ola Hansen<br>Lindbergia, 2022<p>We count the mosses on forty roofs.</p></td></tr>
      <tr><td><p>The source of this page is <a href="https://github.com/jonbarron/jonbarron_website">Jon Barron's</a>.</p></td></tr>
    </tbody></table>
  </body>
</html>
""",
    },
    "hugoblox": {
        "config/_default/hugo.yaml": "title: Kari Nordmann\nbaseURL: 'https://nordmann.github.io/'\n",
        "config/_default/module.yaml": "imports:\n  - path: github.com/HugoBlox/hugo-blox-builder/modules/blox-tailwind\n",
        "config/_default/params.yaml": "marketing:\n  seo:\n    description: Mosses on roofs and walls\n",
        "content/authors/admin/avatar.jpg": "",
        "content/authors/admin/_index.md": """\
---
title: Kari Nordmann
role: Curator of the herbarium
organizations:
  - name: Natural History Museum
    url: https://www.nhm.uio.no/
bio: My research is on mosses on roofs and walls.
interests:
  - Mosses
  - Slate
education:
  courses:
    - course: PhD in botany
      institution: University of Oslo
      year: 2015
social:
  - icon: github
    icon_pack: fab
    link: https://github.com/nordmann
---

I study mosses on roofs and walls. I teach two courses on them, and look after the herbarium of the museum.
""",
        "content/_index.md": """\
---
title: Kari Nordmann
type: landing
sections:
  - block: resume-biography
    content:
      username: admin
  - block: collection
    content:
      title: Papers
      filters:
        folders:
          - publication
---
""",
        "content/publication/roofs/index.md": """\
---
title: "Mosses on the roofs of Oslo"
authors:
  - admin
  - Ola Hansen
date: 2022-05-10
publication_types: ["article-journal"]
publication: "*Lindbergia*"
abstract: We count the mosses on forty roofs.
---
""",
        "content/event/bergen/index.md": """\
---
title: What grows on slate
event: Botanical colloquium
location: University of Bergen
date: '2023-09-14T13:00:00Z'
all_day: false
---

Slides are with the organisers.
""",
        "content/project/slate/index.md": _SLATE,
        "content/post/spring/index.md": _POST,
    },
}
