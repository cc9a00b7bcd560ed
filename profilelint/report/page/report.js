"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const { q, page, kind, family, fix } = form.elements;
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const findings = document.getElementById("findings");
  const shortcuts = document.querySelector("#keys input");
  // Letters are compared without their accents, so that the search for Jurgen finds J\u00fcrgen.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const sections = [...document.querySelectorAll("section.kind")].map((element) => ({
    element,
    kind: element.dataset.kind,
    count: element.querySelector(".count"),
    entries: [...element.querySelectorAll("article")].map((article) => ({
      article,
      ...article.dataset,
      count: Number(article.dataset.count),
      pages: new Map(article.dataset.pages.split(" ").map((pair) => pair.split(":").map(Number))),
      text: plain(article.textContent),
    })),
  }));
  const entries = sections.flatMap((section) => section.entries);
  const all = entries.reduce((sum, entry) => sum + entry.count, 0);

  function apply() {
    const words = plain(q.value).split(/\s+/).filter(Boolean);
    const severities = boxes.filter((box) => box !== fix && box.checked).map((box) => box.value);
    const number = page.selectedIndex - 1;
    const fits = (entry) =>
      (!severities.length || severities.includes(entry.severity)) &&
      (!family.value || entry.family === family.value) &&
      (!fix.checked || "fix" in entry) &&
      words.every((word) => entry.text.includes(word));
    let total = 0;
    for (const section of sections) {
      let inside = 0;
      const isWanted = !kind.value || section.kind === kind.value;
      for (const entry of section.entries) {
        const count = number < 0 ? entry.count : entry.pages.get(number) || 0;
        const isShown = isWanted && count > 0 && fits(entry);
        entry.article.hidden = !isShown;
        if (isShown) inside += count;
      }
      section.element.hidden = !inside;
      section.count.textContent = inside;
      total += inside;
    }
    none.hidden = total > 0;
    shown.textContent = total === all ? `${all} findings` : `${total} of ${all} findings`;
  }

  // The filters are in the address, which links on this page set, and which can be kept and sent.
  function remember() {
    const given = [...new FormData(form)].filter(([, value]) => value);
    history.replaceState(null, "", `#${new URLSearchParams(given)}`);
  }

  function recall() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (location.hash && ![...asked.values()].some(Boolean)) return false; // the place of a finding
    for (const field of [q, page, kind, family]) {
      field.value = asked.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.selectedIndex = 0;
    }
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
    apply();
    return asked.size > 0;
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  addEventListener("hashchange", () => { if (recall()) findings.focus(); });
  apply();
  recall();

  if (navigator.clipboard) {
    for (const code of document.querySelectorAll(".command")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.ariaLabel = `Copy ${code.textContent}`;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = button.ariaLabel = "Copied";
      });
      code.after(button);
    }
  }

  function step(by) {
    const visible = entries.filter((entry) => !entry.article.hidden && !entry.article.parentElement.hidden);
    const here = visible.findIndex((entry) => entry.article.contains(document.activeElement));
    const next = visible[here < 0 && by < 0 ? visible.length - 1 : here + by];
    if (next) next.article.focus();
  }

  document.getElementById("keys").hidden = false;
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input:not([type=checkbox]), select");
    if (event.key === "Escape" && event.target === q) form.reset();
    if (isTyping || !shortcuts.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); q.focus(); }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });

  // On paper nothing can be opened, and nothing lies above the page.
  let opened = [];
  addEventListener("beforeprint", () => {
    for (const why of document.querySelectorAll("[popover]")) why.hidePopover?.();
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
})();
