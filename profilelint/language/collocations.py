"""Words that stand side by side again and again on pages about research and teaching. Collected by hand."""

from __future__ import annotations

from functools import cache

#: A first word, and what follows it.
_PAIRS = """
academic: background career experience positions programs service services staff visitor year
accepted: papers publications
advanced: materials research studies technology topics
aerospace: engineering
applied: economics mathematics mechanics physics research sciences statistics
artificial: intelligence neural
assistant: editor professor researcher teacher
associate: dean director editor fellow professor researcher scientist
bachelor: degree of thesis
bayesian: inference methods networks statistics
best: dissertation paper poster presentation reviewer student thesis
big: data
biomedical: engineering imaging informatics sciences
book: chapter chapters reviews
business: administration analytics school
chemical: engineering
civil: engineering
cloud: computing
cognitive: neuroscience psychology science
competitive: programming
computational: biology complexity geometry imaging linguistics mathematics mechanics neuroscience physics photography
computer: architecture engineering graphics networks programming science sciences security systems technology vision
conference: committee on paper papers presentations proceedings
contact: details information
contributed: talks
corresponding: author
course: instructor materials project projects work
current: position positions projects research students
curriculum: vitae
data: analysis analytics collection engineering mining science scientist structures visualization
database: management systems
deep: generative learning neural reinforcement
department: chair of
dependable: systems
digital: humanities libraries media signal
discrete: mathematics
distinguished: fellow lecture lecturer paper professor service speaker
distributed: computing databases learning systems
doctoral: candidate consortium dissertation researcher student students symposium thesis
doctor: of
editorial: board boards
education: and background
electrical: and engineering
electronic: engineering
embedded: device devices software system systems
environmental: engineering policy science sciences studies
external: examiner reviewer
faculty: member members of
federated: learning
fellowship: award program
financial: economics engineering mathematics
foundation: for models of
functional: analysis programming
game: development theory
generative: adversarial models
global: health
google: cloud research scholar
graduate: assistant courses program researcher school student students studies
graph: algorithms learning neural theory
guest: editor lecture lecturer speaker
harmonic: analysis
high: performance school
honorable: mention
honors: and
human: resources rights
image: analysis classification generation processing recognition segmentation
industrial: engineering experience
information: engineering extraction retrieval science sciences security systems technology theory
institute: for of
intelligent: systems transportation
international: business collaboration conference conferences economics journal relations students symposium workshop
invited: lecture lectures paper speaker talk talks
journal: article articles of paper papers publications reviewer
knowledge: discovery distillation graph graphs management representation
language: acquisition model models processing technology understanding
large: language scale
lecture: notes series slides
linear: algebra programming
machine: intelligence learning translation vision
master: degree of student students thesis
materials: engineering science
mathematical: analysis finance modeling modelling optimization physics statistics
mechanical: engineering
medical: image imaging school
mobile: applications computing networks robotics
molecular: biology dynamics
multimedia: communication systems
national: academy institute laboratory research scholarship science university
natural: language resources science sciences
network: analysis management science security
neural: information machine network networks rendering
object: detection oriented recognition tracking
operating: systems
operations: management research
organizing: committee
outstanding: graduate paper reviewer student teaching
parallel: computing programming
partial: differential
pattern: analysis recognition
peer: review reviewed reviewer
personal: information interests page projects website
political: economy science theory
postdoctoral: associate fellow fellowship research researcher scholar
poster: presentation presentations session
principal: engineer investigator researcher scientist
probability: and theory
professional: activities affiliations development experience memberships service services
professor: at emeritus in of
program: chair co-chair committee manager
programming: languages skills
project: leader management manager page website
public: administration health policy relations
publication: chair list
quantum: algorithms chemistry computing information mechanics physics
recent: activities news papers projects publications talks
recommendation: system systems
recommender: system systems
reinforcement: learning
related: work links
remote: sensing
representation: learning
research: activities area areas article articles assistant associate center centre councils engineer experience fellow fellowship
research: focus grant grants group groups highlights institute intern interest interests internship laboratory methods officer
research: overview paper papers position positions program project projects scientist scholar statement student topics visit
scholarship: award program recipient
school: of
science: and foundation
scientific: computing visualization
selected: awards honors papers presentations projects publications talks works
self-supervised: learning
semantic: segmentation web
semester: project
senior: engineer lecturer member researcher scientist
session: chair
signal: processing
social: media network networks psychology science sciences
society: for of
software: architect developer development engineer engineering systems testing
speech: processing recognition synthesis
statistical: inference learning mechanics methods physics
student: member travel volunteer
summer: intern internship research scholar school
supervised: by learning
systems: and biology engineering
talks: and
teaching: activities and assistant assistants award excellence experience fellow interests philosophy statement
technical: committee program report reports skills staff
thesis: advisor committee supervisor title
transfer: learning
travel: award grant grants
undergraduate: course courses researcher student students studies thesis
university: library of press
virtual: reality
visiting: assistant fellow professor researcher scholar scientist student
wireless: communication communications networks sensor
working: experience paper papers
workshop: on organizer paper papers
"""


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    lines = (line.split(": ") for line in _PAIRS.strip().splitlines())
    return frozenset((first, second) for first, seconds in lines for second in seconds.split())


def is_collocation(first: str, second: str) -> bool:
    """Whether two words in small letters often stand side by side."""
    return (first, second) in _pairs()
