"""What commands and environments of LaTeX do with what stands behind them. All others print their arguments, as those of CV classes do."""

from __future__ import annotations

from profilelint.document.fieldkinds import words

#: The level of a heading.
HEADINGS = {
    "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5, "subparagraph": 6,
    "cvsection": 2, "cvsubsection": 3, "sectionTitle": 2,
}  # fmt: skip
#: What classes of CVs ask for before the page begins (moderncv, awesome-cv, altacv, twentysecondcv, res, yaac-another-awesome-cv).
FIELDS = words("""
    title author name firstname lastname familyname position tagline address extrainfo quote homepage cvname cvjobtitle cvaddress cvsite
    aboutme recipient opening closing letteropening letterclosing
""")
#: The same for what is no text: accounts, numbers, addresses of mail.
ACCOUNTS = words("""
    github gitlab linkedin twitter skype orcid researchgate googlescholar stackoverflow email mobile phone cvmail cvnumberphone medium
    reddit kaggle mastodon xing scholar
""")
LINK_FIELDS = words("homepage cvsite")

#: These say what a command is to do: nothing behind them is printed here.
DEFINITIONS = words("""
    newcommand renewcommand providecommand DeclareRobustCommand newenvironment renewenvironment newtheorem NewDocumentCommand
    RenewDocumentCommand NewDocumentEnvironment def gdef edef xdef let newlength newcounter newif titleformat titlespacing patchcmd apptocmd
    pretocmd AtBeginDocument AtEndDocument AtBeginEnvironment DeclareFieldFormat DeclareBibliographyCategory newrobustcmd hypersetup
    lstset tikzset newcolumntype setlist newlist fancyhead fancyfoot lhead rhead chead lfoot rfoot cfoot DeclareSourcemap makeatletter
    makeatother
""")
#: How many of the first arguments are names, lengths, colours, files or keys.
NO_TEXT = {
    **dict.fromkeys(words("""
        vspace hspace vskip hskip includegraphics label ref pageref autoref cite citep citet citeauthor citeyear nocite fullcite input
        include subfile bibliography bibliographystyle addbibresource printbibliography color pagecolor rowcolor cellcolor textcolor
        pagestyle thispagestyle usepackage documentclass selectlanguage foreignlanguage fontspec fontfamily faIcon photo photoR photoL
        profilepic fontdir geometry setcounter colorbox parbox columnratio hyphenation addvspace phantomsection hyperref
        moderncvstyle moderncvtheme moderncvcolor hypertarget hyperlink DeclareUnicodeCharacter
        social mailaddress keywords icon
    """), 1),
    **dict.fromkeys(words("fontsize rule setlength addtolength raisebox addtocounter fcolorbox makebox framebox colorlet"), 2),
    "definecolor": 3,
}  # fmt: skip
#: They change how what follows looks, and print nothing.
SWITCHES = words("""
    bf it sc rm tt sf sl em bfseries itshape scshape rmfamily sffamily ttfamily upshape slshape mdseries normalfont tiny scriptsize
    footnotesize small normalsize large Large LARGE huge Huge centering raggedright raggedleft noindent indent clearpage newpage pagebreak
    linebreak nopagebreak nolinebreak smallskip medskip bigskip vfill hrule hline cline midrule toprule bottomrule par protect relax
    leavevmode begingroup endgroup bgroup egroup sloppy selectfont strut null frenchspacing flushleft flushright
""")
#: They leave a gap.
GAPS = words("hfill hfil dotfill hrulefill linebreak newline tab")
SPACES = words("quad qquad enspace thinspace hspace hskip textvisiblespace space")
#: One argument that belongs to the text around it.
STYLES = words("""
    emph textbf textit textsc textrm texttt textsf textsl textup textmd textnormal textsuperscript textsubscript uppercase lowercase
    MakeUppercase MakeLowercase underline uline mbox enquote textcolor colorbox hl
""")

#: Nothing in them is text; those of the second line are formulas.
CODE_ENVIRONMENTS = words("verbatim Verbatim lstlisting minted comment filecontents tikzpicture pgfpicture")
MATH_ENVIRONMENTS = words("equation equation* align align* gather gather* multline multline* displaymath math eqnarray eqnarray*")
LISTS = words("itemize enumerate description cvitems cventries cvhonors cvskills tightitemize compactitem compactenum")
TABLES = words("tabular tabular* tabularx tabulary longtable supertabular xltabular array tabbing")
#: Their arguments are lengths and columns.
LAYOUTS = TABLES | LISTS | words("minipage multicols adjustwidth wrapfigure paracol center flushleft flushright figure table spacing")
