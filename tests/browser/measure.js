// What a page looks like in numbers, for layout.py; each answers with a line about every element that is at fault.
"use strict";

window.measure = (() => {
  const told = (element) => {
    const name = element.id ? `#${element.id}` : element.className ? `.${String(element.className).trim().split(/\s+/).join(".")}` : "";
    return `${element.localName}${name} "${(element.innerText || element.value || "").trim().slice(0, 40)}"`;
  };
  const everything = (selector = "body *") => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
  // Only for the ears: it is clipped to nothing on purpose.
  const unseen = (element) => {
    for (let it = element; it; it = it.parentElement)
      if (getComputedStyle(it).clipPath === "inset(50%)" || it.getBoundingClientRect().right < 0) return true;
    return false;
  };
  const scrolls = (element) => {
    for (let it = element; it && it !== document.body; it = it.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(it).overflowX)) return true;
    return false;
  };

  // The page can be scrolled sideways, by what stands beyond its edge.
  const sideways = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = everything().filter((it) => it.getBoundingClientRect().right > clientWidth + 0.5 && !scrolls(it));
    return [`${scrollWidth} > ${clientWidth}: ${beyond.slice(-1).map(told)}`];
  };

  // Text of which a part is never seen; what somebody typed into a line can be scrolled.
  const cut = () =>
    everything("body *:not(svg, svg *, input, textarea)")
      .filter((it) => {
        const { overflowX, overflowY, display } = getComputedStyle(it);
        const hides = (overflow) => ["hidden", "clip"].includes(overflow);
        if (display === "inline" || unseen(it)) return false;
        if (it.matches("button, .button")) return it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1;
        return (hides(overflowX) && it.scrollWidth > it.clientWidth + 1) || (hides(overflowY) && it.scrollHeight > it.clientHeight + 1);
      })
      .map(told);

  // The chosen words of a list that do not fit into its box.
  const brush = document.createElement("canvas").getContext("2d");
  const shortened = () =>
    everything("select").filter((it) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(it);
      brush.font = font;
      const words = brush.measureText(it.selectedOptions[0]?.text ?? "").width;
      return words > it.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    }).map(told);

  // Buttons, and what looks like one, that a thumb may miss; what a line of text holds is as high as the line.
  const small = (least) =>
    everything("button, .button, summary, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox]), label.tick")
      .filter((it) => !unseen(it) && it.getBoundingClientRect().height < least - 0.5)
      .map((it) => `${told(it)} ${it.getBoundingClientRect().height}`);

  // WCAG 2.2, 1.4.12. A sheet made here, as the policy of the page allows no other.
  const spaced = (wanted) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = wanted ? [sheet] : [];
  };

  // Where the keyboard is: whether it is shown, and whether anything stands before it.
  const stop = () => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const box = it.matches(".unseen, [type=radio], [type=checkbox]") ? (it.closest("label") ?? it) : it;
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    const { left, right, top, bottom } = box.getBoundingClientRect();
    const here = document.elementFromPoint((left + right) / 2, Math.min(top + 4, (top + bottom) / 2));
    const free = here && (box.contains(here) || here.contains(box) || box.closest("label")?.contains(here));
    return {
      told: told(it),
      shown: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
      free: Boolean(free) && bottom > 0 && top < innerHeight,
    };
  };

  return { sideways, cut, shortened, small, spaced, stop };
})();
