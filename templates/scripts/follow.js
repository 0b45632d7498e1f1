"use strict";

/*
 * Follows what runs in the background: puts the part at [data-follow] anew in its place every two seconds, until
 * nothing runs any more or two minutes are over. Without it, the part says that the page can be loaded again.
 */
(() => {
  const EVERY = 2000;
  const AT_MOST = 60;
  const place = document.querySelector("[data-follow]");
  if (!place) return;
  let shown = "";

  const running = () => place.querySelector("[data-running]");

  async function look(times) {
    try {
      const answer = await fetch(place.dataset.follow, { credentials: "same-origin", redirect: "manual" });
      // The session is over: the page itself leads through the login when it is loaded again.
      if (answer.status === 401) return follow(AT_MOST);
      const part = answer.ok ? await answer.text() : shown;
      // Only news is put in its place: a screen reader would read the same thing every time.
      if (part !== shown) place.innerHTML = shown = part;
    } catch {
      // No network for a moment: the next look tells.
    }
    if (running()) follow(times + 1);
  }

  function follow(times) {
    running().hidden = times < AT_MOST;
    if (times < AT_MOST) setTimeout(look, EVERY, times);
  }

  if (running()) follow(0);
})();
