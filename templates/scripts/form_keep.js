// Keeps the contract form while somebody writes it and shows what it comes to; without this file the buttons do both.
"use strict";
{
  const form = document.getElementById("contract-form");
  const summary = document.getElementById("summary");
  const said = document.getElementById("kept-status");
  const problem = document.getElementById("kept-problem");
  const PAUSE = 800, RETRY = 10_000, SAID = 3_000, MOST_ALIVE = 60_000; // ms, ms, ms, bytes that a browser sends for a page it has left

  const written = () => new URLSearchParams(new FormData(form));
  let kept = "unkept" in form.dataset ? "" : String(written());
  let timer, busy, leaving, told, refused;
  let turn = Number(form.dataset.turn) || 0;
  const nextTurn = () => (turn = Math.max(Date.now(), turn + 1)); // what comes late over the network replaces nothing
  const isUnkept = () => String(written()) !== kept;

  const keepAfter = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  };

  const keep = async () => {
    clearTimeout(timer);
    if (busy || refused || leaving || !isUnkept()) return;
    const body = written();
    const sent = String(body);
    body.set("_turn", nextTurn());
    busy = true;
    const answer = await post(String(body));
    busy = false;
    if (answer?.ok) {
      kept = sent;
      show(answer.text);
      if (isUnkept()) keepAfter(PAUSE);
    } else if (answer?.outdated) {
      if (leaving) return;
      form.elements._page.value = crypto.randomUUID().replaceAll("-", ""); // what is kept stays, and this beside it
      keepAfter(0);
    } else if (answer?.over) tell("over");
    else if (answer?.refused) tell((refused = "refused"));
    else {
      tell("away");
      keepAfter(RETRY);
    }
  };

  // {ok, text}, {outdated}: something later is kept, {over}: logged out, {refused}: this form will never be taken; undefined: nobody answered.
  const post = async (body) => {
    try {
      const answer = await fetch(summary.dataset.keep, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        keepalive: body.length < MOST_ALIVE,
        redirect: "manual",
      });
      if (answer.ok) return { ok: true, text: await answer.text() };
      if (answer.status === 401 || answer.type === "opaqueredirect") return { over: true };
      if (answer.status === 409) return { outdated: true };
      return answer.status < 500 && answer.status !== 429 ? { refused: true } : undefined;
    } catch {
      return undefined;
    }
  };

  // Whoever listens hears the first time that it was kept, and each time that it could not be.
  const tell = (what) => {
    problem.hidden = !what;
    for (const words of problem.children) words.hidden = words.dataset.about !== what;
    if (told !== what) say(what ? "" : (summary.querySelector(".kept")?.textContent ?? ""));
    told = what;
  };

  // Said once: who reads on must not find the time of the first keeping beside that of the last.
  const say = (words) => {
    said.textContent = words;
    if (words) setTimeout(() => (said.textContent = ""), SAID);
  };

  const show = (text) => {
    const at = summary.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    summary.innerHTML = text;
    if (at) (summary.querySelector(`a[href="${CSS.escape(at)}"]`) ?? summary).focus();
    warn();
    tell("");
  };

  // What is unusual, beside the field that makes it so.
  const warn = () => {
    const list = summary.querySelector(".warned");
    const told = new Map([...(list?.querySelectorAll("[data-field]") ?? [])].map((it) => [it.dataset.field, it.textContent]));
    for (const old of form.querySelectorAll(".care-text"))
      if (!told.has(old.id.replace(/-warning$/, ""))) old.remove();
    for (const [name, words] of told) {
      const field = document.getElementById(name);
      const note = document.getElementById(`${name}-warning`) ?? place(field, `${name}-warning`);
      if (note) note.textContent = `${list.dataset.lead} ${words}`;
    }
  };
  const place = (field, id) => {
    if (!field || document.getElementById(`${field.id}-fault`)) return null;
    const note = Object.assign(document.createElement("span"), { className: "care-text", id });
    if (field.type === "radio") field.closest("fieldset").querySelector("legend").after(note);
    else if (field.type === "checkbox") field.closest("label").before(note);
    else if (field.matches("input, select, textarea")) field.before(note);
    else field.append(note);
    const before = field.getAttribute("aria-describedby") ?? "";
    if (!before.split(" ").includes(id)) field.setAttribute("aria-describedby", `${before} ${id}`.trim());
    return note;
  };

  const soon = () => keepAfter(PAUSE);
  const typed = () => {
    leaving = false; // whoever types on has not left, whatever became of the form that was sent
    soon();
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("click", (event) => event.target.closest("[name=_do]") && soon()); // rows come and go by buttons
  form.addEventListener("submit", () => {
    leaving = true;
    form.elements._turn.value = nextTurn();
  });
  if (isUnkept()) keepAfter(PAUSE);
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("focus", keep);
  window.addEventListener("online", keep);
  document.addEventListener("visibilitychange", () => document.hidden && !leaving && keep());
  window.addEventListener("beforeunload", (event) => !leaving && isUnkept() && event.preventDefault());
}
