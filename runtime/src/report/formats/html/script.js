
"use strict";
(() => {
  const form = document.getElementById("filters");
  const count = document.getElementById("shown");
  const none = document.getElementById("none");
  const lists = ["status", "severity"];
  const choices = ["check", "account", "kind", "suite"].filter((name) => form.elements[name]);
  const number = (value) => value.toLocaleString("en-US");

  const sections = Array.from(document.querySelectorAll("section.check"), (element) => ({
    element,
    data: element.dataset,
    passed: element.querySelector("details.passed"),
    items: Array.from(element.querySelectorAll("[data-status]"), (item) => ({
      element: item,
      data: item.dataset,
    })),
  }));
  const listed = sections.reduce((sum, section) => sum + section.items.length, 0);
  const total = Number(count.dataset.total);

  // Read once, and only when somebody searches.
  const textOf = (part, select) =>
    (part.text ??= (select ? part.element.querySelector(select) : part.element).textContent
      .toLowerCase());

  function filters() {
    const data = new FormData(form);
    const wanted = { terms: data.get("q").toLowerCase().split(/\s+/).filter(Boolean) };
    for (const name of lists) wanted[name] = data.getAll(name);
    for (const name of choices) wanted[name] = data.get(name);
    return wanted;
  }

  function show() {
    const wanted = filters();
    const is = (name, value) => !wanted[name] || wanted[name] === value;
    const isOneOf = (name, value) => !wanted[name].length || wanted[name].includes(value);
    const asksForItems = wanted.account || wanted.terms.length;
    let shown = 0;
    let isAnyShown = false;
    for (const section of sections) {
      const fits = isOneOf("severity", section.data.severity) && is("check", section.data.check) &&
        is("suite", section.data.suite);
      const head = wanted.terms.length ? textOf(section, "header") : "";
      let own = 0;
      let passing = 0;
      for (const item of section.items) {
        const isShown = fits && isOneOf("status", item.data.status) &&
          (!wanted.account || (item.data.account ?? "none").split("\n").includes(wanted.account)) &&
          is("kind", item.data.kind ?? section.data.kind) &&
          wanted.terms.every((term) => head.includes(term) || textOf(item).includes(term));
        item.element.hidden = !isShown;
        own += isShown;
        passing += isShown && item.element.tagName === "LI";
      }
      shown += own;
      if (section.passed) {
        const isWhole = fits && !asksForItems && isOneOf("status", "pass") &&
          is("kind", section.data.kind);
        section.passed.hidden = !passing && !isWhole;
        if (wanted.status.length === 1 && wanted.status[0] === "pass") section.passed.open = true;
      }
      const isHeadShown = fits && !section.items.length && !wanted.account &&
        (!wanted.status.length || section.passed?.hidden === false) &&
        is("kind", section.data.kind) && wanted.terms.every((term) => head.includes(term));
      section.element.hidden = !own && !isHeadShown;
      isAnyShown ||= !section.element.hidden;
    }
    none.hidden = isAnyShown || !total;
    const more = total > listed ? ` (the run has ${number(total)})` : "";
    count.textContent = `${number(shown)} of ${number(listed)} listed findings shown${more}`;
  }

  function query() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) data.append(name, value);
    return data.toString();
  }

  function keep() {
    const hash = query();
    try {
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch {
      // A frame without an origin has no address of its own.
    }
  }

  // A fragment is either a filter (it has a "=") or the name of a place in the page.
  function follow() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) {
      visit(hash);
      return;
    }
    const data = new URLSearchParams(hash);
    form.elements.q.value = data.get("q") ?? "";
    for (const box of form.querySelectorAll("input[type=checkbox]")) {
      box.checked = data.getAll(box.name).includes(box.value);
    }
    for (const name of choices) {
      const select = form.elements[name];
      select.value = data.get(name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    show();
  }

  function visit(id) {
    const target = document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      show();
    }
    for (let open = target.closest("details"); open; open = open.parentElement.closest("details")) {
      open.open = true;
    }
    target.scrollIntoView();
  }

  let timer;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      show();
      keep();
    }, event.target.type === "search" ? 150 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    show();
    keep();
  }));
  const openAll = (isOpen) => {
    for (const { element, items } of sections) {
      if (element.hidden) continue;
      for (const item of items) if (!item.element.hidden) item.element.open = isOpen;
    }
  };
  document.getElementById("expand").addEventListener("click", () => openAll(true));
  document.getElementById("collapse").addEventListener("click", () => openAll(false));
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input:not([type=checkbox]), select, textarea");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      form.elements.q.focus();
    }
  });
  for (const part of document.querySelectorAll("[data-filter]")) {
    const link = document.createElement("a");
    link.href = `#${part.dataset.filter}`;
    link.append(...part.childNodes);
    part.append(link);
  }
  addEventListener("hashchange", follow);
  form.hidden = false;
  document.documentElement.classList.add("scripted");
  show();
  follow();
})();
