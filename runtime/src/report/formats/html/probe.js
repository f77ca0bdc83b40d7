
// Looks at a page as a reader would, and tells the page around it what it saw.
addEventListener("load", () => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const before = document.getElementById("shown").textContent;
  const visible = all(".finding, .passed li").filter((item) => !item.closest("[hidden]"));
  const passedOpen = all(".passed").filter((part) => part.open && !part.hidden).length;
  const isNoneShown = !document.getElementById("none").hidden;
  const open = all("details[open].finding").map((item) => item.id);
  const sections = all("section.check").filter((part) => !part.hidden)
    .map((part) => part.dataset.check);

  // Everything open, for what is too wide and too faint to read.
  for (const details of all("details")) details.open = true;
  const sheet = document.styleSheets[0];
  sheet.insertRule("* { content-visibility: visible !important }", sheet.cssRules.length);
  const wide = all("body *").filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.right > innerWidth + 1 && !element.closest(".scroll");
  }).map((element) => `${element.tagName}.${element.className}: ${element.textContent}`);

  const rgb = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([red, green, blue]) => [red, green, blue].map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, position) => sum + value * [0.2126, 0.7152, 0.0722][position], 0);
  const background = (element) => {
    for (let part = element; part; part = part.parentElement) {
      const color = rgb(getComputedStyle(part).backgroundColor);
      if (color[3] !== 0) return color;
    }
    return [255, 255, 255];
  };
  const faint = all("body *").filter((element) =>
    Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim()) &&
    !["SCRIPT", "OPTION"].includes(element.tagName)).filter((element) => {
    const [one, other] = [light(rgb(getComputedStyle(element).color)), light(background(element))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < 4.5;
  }).map((element) => `${element.tagName}.${element.className}: ${element.textContent}`);

  const page = getComputedStyle(document.body).backgroundColor;
  const handlers = all("*").flatMap((element) => element.getAttributeNames())
    .filter((name) => name.startsWith("on") || name === "style" || name === "src");
  const links = all("a").map((link) => link.getAttribute("href")).filter((to) => !to.startsWith("#"));
  const unlabelled = all("input, select, button")
    .filter((field) => !field.labels?.length && !field.textContent.trim()).length;

  document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
  const focus = document.activeElement.id;
  const search = document.getElementById("q");
  if (focus === "q") {
    search.value = "grant acme-SECRET";
    search.dispatchEvent(new Event("input", { bubbles: true }));
  }
  setTimeout(() => {
    parent.postMessage(JSON.stringify({
      title: document.title,
      before,
      visible: visible.map((item) => item.querySelector(".name").textContent),
      sections,
      passedOpen,
      isNoneShown,
      open,
      width: innerWidth,
      scrollWidth: document.documentElement.scrollWidth,
      wide,
      faint,
      page,
      handlers,
      links,
      unlabelled,
      focus,
      scripts: document.scripts.length,
      resources: performance.getEntriesByType("resource").length,
      after: document.getElementById("shown").textContent,
      hash: location.hash,
      text: document.body.innerText,
      isScripted: document.documentElement.classList.contains("scripted"),
      isFormShown: document.getElementById("filters").checkVisibility(),
    }), "*");
  }, 500);
});
