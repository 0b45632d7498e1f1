// Makes the contract form shorter and quicker; without this file it works all the same.
"use strict";

const form = document.getElementById("contract-form");
const rows = document.getElementById("rows");

const value = (name) => {
  const field = form.elements[name];
  const text = !field ? "" : field instanceof RadioNodeList ? field.value : field.value.trim();
  return name === "price_amount" && /^0+([.,]0*)?\s*€?$/.test(text) ? "0" : text;
};
// "constellation=A,C & supervision_form=group": every part holds.
const holds = (conditions) => conditions.split(" & ").every((condition) => {
  const [name, wanted] = condition.split("=");
  return wanted.split(",").includes(value(name));
});

// A part that does not apply is neither seen nor sent; one with something to mend always stays.
const showParts = () => {
  for (const part of form.querySelectorAll(".part")) {
    const { when, unless } = part.dataset;
    const applies = (!when || holds(when)) && !(unless && holds(unless));
    part.hidden = part.disabled = !applies && !part.querySelector("[aria-invalid]");
  }
};

// Defaults that depend on another answer follow it until somebody writes over them; one may follow another.
const follow = (source, target, defaults) => {
  let known = value(source);
  const fill = (...over) => {
    if (defaults[known] && over.includes(value(target))) form.elements[target].value = defaults[known];
  };
  form.addEventListener("change", () => {
    if (value(source) === known) return;
    known = value(source);
    fill("", ...Object.values(defaults));
  });
  fill("");
};
follow("constellation", "supervision_form", { A: "individual", B: "individual", C: "manager" });
follow("constellation", "payer_type", { A: "organisation", B: "supervisees", C: "organisation" });
follow("supervision_form", "session_length_min", { individual: "60", group: "90", team: "90", manager: "60" });
follow("supervision_form", "cancel_notice_hours", { individual: "24", group: "48", team: "48", manager: "24" });

const addRow = () => {
  const used = [...form.elements].map(({ name }) => Number(/^supervisees-(\d+)-/.exec(name)?.[1] ?? -1));
  const number = Math.max(...used) + 1;
  rows.insertAdjacentHTML("beforeend", document.getElementById("row").innerHTML.replaceAll("NEW", number));
  form.elements[`supervisees-${number}-full_name`].focus();
};
const removeRow = (row) => {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (next?.querySelector("input") ?? form.querySelector("[value=add_row]")).focus();
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=_do]");
  if (button?.value === "add_row") addRow();
  else if (button?.value.startsWith("remove-")) removeRow(button.closest("[data-row]"));
  else return;
  event.preventDefault();
  showParts();
});
form.addEventListener("input", showParts);
form.addEventListener("change", showParts);
showParts();
document.querySelector("[role=alert]")?.focus();
