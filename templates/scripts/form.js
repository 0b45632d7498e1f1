// Makes the contract form shorter and quicker; without this file it works all the same.
"use strict";

const form = document.getElementById("contract-form");
const rows = document.getElementById("rows");

// What the form would send now; the last of a name counts, as it does for the server.
let said = {};
const look = () => (said = Object.fromEntries(new FormData(form)));
const value = (name) => {
  const text = (said[name] ?? "").trim();
  return name === "price_amount" && /^0+([.,]0*)?\s*€?$/.test(text) ? "0" : text;
};
// "*" in a name is any row.
const named = (name) =>
  name.includes("*") ? [...rows.children].map(({ dataset }) => name.replace("*", dataset.row)) : [name];
const isFact = (fact) => {
  if (!fact) return true;
  const [, name, other, wanted] = /^(.+?)(!?)=(.*)$/.exec(fact);
  return named(name).some((it) => wanted.split(",").includes(value(it))) !== Boolean(other);
};
// "constellation=A,C & price_amount!=0 | …": the same as holds() in documents/form_parts.py.
const holds = (condition) => condition.split(" | ").some((it) => it.split(" & ").every(isFact));

// A part that does not apply is not seen, and what stands in it not read; one with something to mend always stays.
const showParts = () => {
  look();
  for (const part of form.querySelectorAll("[data-when]"))
    part.hidden = !holds(part.dataset.when) && !part.querySelector("[aria-invalid]");
};

// "condition: value; …": a field says the value of the first condition that holds until somebody writes over it.
const followers = [...form.querySelectorAll("[data-follows]")].map((element) => {
  const rules = element.dataset.follows.split("; ").map((rule) => rule.split(": "));
  return { name: element.name || element.querySelector("input").name, rules, known: undefined };
});
const follow = () => {
  for (const it of followers) {
    look();
    const usual = it.rules.find(([condition]) => holds(condition))?.[1] ?? "";
    if (usual === it.known) continue;
    const ours = it.known === undefined ? [""] : ["", ...it.rules.map(([, text]) => text)];
    if (usual && ours.includes(value(it.name))) form.elements[it.name].value = usual;
    it.known = usual;
  }
};

const addRow = () => {
  const number = Math.max(-1, ...[...rows.children].map(({ dataset }) => Number(dataset.row))) + 1;
  rows.insertAdjacentHTML("beforeend", document.getElementById("row").innerHTML.replaceAll("NEW", number));
  form.elements[`supervisees-${number}-full_name`].focus();
};
const removeRow = (row) => {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (next?.querySelector("input") ?? form.querySelector("[value=add_row]")).focus();
};

const update = () => {
  follow();
  showParts();
};
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=_do]");
  if (button?.value === "add_row") addRow();
  else if (button?.value.startsWith("remove-")) removeRow(button.closest("[data-row]"));
  else return;
  event.preventDefault();
  update();
});
form.addEventListener("input", showParts);
form.addEventListener("change", update);
for (const button of form.querySelectorAll(".refresh")) button.hidden = true;
update();
document.querySelector("[role=alert]")?.focus();
