// Checks the contracts of the page two at a time and shows how far it is; without this file a button checks ten at a time.
"use strict";
{
  const page = document.getElementById("audit");
  const form = page?.querySelector("form");
  const list = document.getElementById("audited");
  const AT_ONCE = 2, RETRY = 5_000, TRIES = 3; // requests, ms, answers that are no answer
  const STEPS = 4; // how often whoever listens hears how far it is

  const start = () => {
    const button = form.querySelector("button");
    const progress = page.querySelector("progress");
    const label = page.querySelector("label");
    const state = document.getElementById("state");
    const said = document.getElementById("said");
    const problem = document.getElementById("problem");
    const rows = [...list.children];
    const waiting = rows.filter((row) => !row.dataset.verdict);
    const tries = new Map();
    let running = false, workers = 0, step = 0, at = "";

    const pause = (ms) => new Promise((done) => setTimeout(done, ms));

    const trouble = (about) => {
      problem.hidden = !about;
      for (const words of problem.children) words.hidden = words.dataset.about !== about;
    };

    const run = (on) => {
      running = on;
      state.textContent = on ? page.dataset.running : page.dataset.paused;
      button.textContent = on ? page.dataset.pause : page.dataset.resume;
      button.classList.toggle("main", !on);
      for (let free = on ? AT_ONCE - workers : 0; free > 0; free--) work();
    };

    const work = async () => {
      workers++;
      while (running && waiting.length) await check(waiting.shift());
      workers--;
      if (running && !waiting.length && !workers) end();
    };

    const check = async (row) => {
      try {
        const answer = await fetch(row.dataset.url, { redirect: "manual" });
        const checked = answer.ok && read(await answer.text());
        if (checked) put(row, checked);
        else if (answer.status === 404) settle(row, "missing", "not_authentic");
        else if (answer.status === 401 || answer.type === "opaqueredirect") stop(row);
        else await again(row);
      } catch {
        await later(row, navigator.onLine ? RETRY : 2 * RETRY);
      }
    };

    const read = (text) => {
      const holder = document.createElement("template");
      holder.innerHTML = text.trim();
      return holder.content.querySelector("li");
    };

    // A row as the service answered it, in place of the one that waited.
    const put = (row, checked) => {
      const focused = row.contains(document.activeElement);
      at = checked.dataset.at;
      row.replaceWith(checked);
      if (checked.dataset.verdict === "not_authentic") lift(checked);
      if (focused) checked.querySelector("a").focus();
      trouble("");
      tell();
    };

    // A row that got no answer of its own.
    const settle = (row, reason, verdict) => {
      row.querySelector(".mark").replaceWith(document.getElementById(reason).content.cloneNode(true));
      row.dataset.verdict = verdict;
      if (verdict === "not_authentic") lift(row);
      tell();
    };

    const lift = (row) => {
      const next = [...list.children].find((each) => each !== row && each.dataset.verdict !== "not_authentic");
      if (next) next.before(row);
    };

    const stop = (row) => {
      waiting.unshift(row);
      if (running) run(false);
      trouble("over");
    };

    const again = async (row) => {
      tries.set(row, (tries.get(row) ?? 0) + 1);
      if (tries.get(row) < TRIES) await later(row, RETRY);
      else settle(row, "unanswered", "cannot_tell");
    };

    const later = async (row, ms) => {
      waiting.push(row);
      trouble("away");
      await pause(ms);
    };

    const count = (verdict) => [...list.children].filter((row) => row.dataset.verdict === verdict).length;

    const tell = () => {
      const total = rows.length;
      const done = total - count("");
      progress.value = done;
      label.textContent = page.dataset.told.replace("{done}", done).replace("{total}", total);
      for (const each of page.querySelectorAll("[data-tally]")) each.textContent = count(each.dataset.tally);
      if (count("not_authentic")) show("fault");
      if (Math.floor((done * STEPS) / total) > step) {
        step = Math.floor((done * STEPS) / total);
        said.textContent = label.textContent;
      }
    };

    const show = (kind) => {
      for (const note of document.querySelectorAll("[data-outcome]")) note.hidden = note.dataset.outcome !== kind;
    };

    const end = () => {
      running = false;
      const focused = form.contains(document.activeElement);
      form.hidden = true;
      trouble("");
      state.textContent = page.dataset.ended;
      page.querySelector(".at").textContent = at;
      page.querySelector(".ended").hidden = false;
      show(count("not_authentic") ? "fault" : count("cannot_tell") ? "care" : "good");
      said.textContent = `${state.textContent}. ${document.querySelector("[data-outcome]:not([hidden])").textContent}`;
      if (focused) state.focus();
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      trouble("");
      run(!running);
    });
    window.addEventListener("online", () => running || trouble(""));
    run(true);
  };

  if (form) start();
}
