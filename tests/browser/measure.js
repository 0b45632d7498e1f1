// What a page looks like in numbers, for layout.py; each answers with a line about every element that is at fault.
"use strict";

window.measure = (() => {
  const told = (element) => {
    const name = element.id ? `#${element.id}` : element.className ? `.${String(element.className).trim().split(/\s+/).join(".")}` : "";
    const words = element.selectedOptions?.[0]?.text ?? element.innerText ?? "";
    return `${element.localName}${name} "${words.trim().replace(/\s+/g, " ").slice(0, 40)}"`;
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

  // The chosen words of a list that do not fit into its box beside the arrow.
  const ARROW = 16;
  const brush = document.createElement("canvas").getContext("2d");
  const shortened = () =>
    everything("select").filter((it) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(it);
      brush.font = font;
      const words = brush.measureText(it.selectedOptions[0]?.text ?? "").width;
      return words > it.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ARROW;
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

  // Where the keyboard is: whether that is shown, and whether anything stands before it.
  const stop = () => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const whole = it.matches("[type=radio], [type=checkbox], [type=file]") ? (it.closest("label") ?? it) : it;
    // Within a date Chromium rings the part itself: the day, the calendar.
    const ringed = it.matches("[type=date]:not(:focus-visible)") || [it, whole, it.nextElementSibling].filter(Boolean).some((each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle === "auto" || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    });
    const points = [...whole.getClientRects(), it.getBoundingClientRect()].flatMap(({ left, right, top, bottom }) =>
      [[(left + right) / 2, (top + bottom) / 2], [left + 4, top + 4], [right - 4, bottom - 4]]);
    const free = points.some(([x, y]) => {
      const here = document.elementFromPoint(x, y);
      return here && (whole.contains(here) || here.contains(whole));
    });
    return { told: told(it), name: it.name ?? "", value: it.value ?? "", ringed, free };
  };

  // What goes on moving, or would, for somebody who asked for less of it.
  const moving = () =>
    [document.documentElement, ...everything()]
      .filter((it) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(it);
        return animationName !== "none" || scrollBehavior === "smooth" || transitionDuration.split(",").some((time) => parseFloat(time) > 0.01);
      })
      .map(told);

  const faults = (thumb) => [
    ...sideways().map((it) => `sideways: ${it}`),
    ...cut().map((it) => `cut: ${it}`),
    ...small(thumb).map((it) => `small: ${it}`),
  ];

  return { faults, shortened, spaced, stop, moving };
})();
