// The index of the rules: a search field, and a choice of family, severity and fix. Without it, the whole table is there.
const place = document.getElementById("rule-filter");
const rows = place ? [...document.querySelectorAll(".rules tbody tr")].map(read) : [];

function read(row) {
  const [id, title, severity, fix] = [...row.cells].map((cell) => cell.textContent.trim());
  return { row, family: id.split("/")[0], severity, fix: fix || "none", text: `${id} ${title}`.toLowerCase() };
}

function choice(name, label) {
  const select = document.createElement("select");
  select.name = name;
  select.setAttribute("aria-label", label);
  const values = [...new Set(rows.map((row) => row[name]))];
  select.append(new Option(label, ""), ...values.map((value) => new Option(name === "fix" ? named(value) : value, value)));
  return select;
}

function named(fix) {
  return fix === "none" ? "no fix" : `${fix} fix`;
}

function show() {
  const wanted = Object.fromEntries(new FormData(form));
  const words = wanted.text.toLowerCase().split(/\s+/);
  let count = 0;
  for (const { row, text, ...rule } of rows) {
    const fits = words.every((word) => text.includes(word)) && Object.keys(rule).every((name) => !wanted[name] || wanted[name] === rule[name]);
    row.hidden = !fits;
    count += fits;
  }
  output.value = count === rows.length ? `${count} rules` : `${count} of ${rows.length} rules`;
  const search = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
  history.replaceState(null, "", search ? `?${search}` : location.pathname);
}

const form = document.createElement("form");
const output = document.createElement("output");
if (place) {
  const text = document.createElement("input");
  Object.assign(text, { type: "search", name: "text", placeholder: "Search the rules", autocomplete: "off" });
  text.setAttribute("aria-label", "Search the rules");
  form.append(text, choice("family", "All families"), choice("severity", "All severities"), choice("fix", "Any fix"), output);
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  place.append(form);
  place.hidden = false;
  show();
}
