/** The pages that the server reads. It decides itself which of them are content. */

export const ENDINGS = [
  ".bib", ".htm", ".html", ".json", ".markdown", ".md", ".mkd", ".qmd", ".rmarkdown", ".rmd",
  ".tex", ".toml", ".txt", ".yaml", ".yml",
] as const;

/** A document selector: files by their endings, whatever language VS Code takes them for, and new pages without a file. */
export const PAGES = [
  { scheme: "file", pattern: `**/*{${ENDINGS.flatMap((ending) => [...new Set([ending, ending.toUpperCase()])]).join(",")}}` },
  ...["markdown", "plaintext", "quarto"].map((language) => ({ scheme: "untitled", language })),
];

/** The commands that run to their end, with the arguments of the program. */
export const CHECK_SITE = ["check", "--output-format", "concise", "--quiet", "--exit-zero"];
export const LEFTOVERS = ["leftovers"];
