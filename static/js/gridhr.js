// What the pages do beyond links and forms; everything here is a comfort, no page depends on it.
"use strict";

(() => {
  const body = document.body;
  document.documentElement.classList.add("js");

  // The sidebar as a drawer on small screens
  const drawer = (open) => {
    body.classList.toggle("sidebar-open", open);
    document.querySelectorAll("[data-toggle-sidebar]").forEach((b) => b.setAttribute("aria-expanded", String(open)));
    if (open) document.querySelector("#sidebar a")?.focus();
  };

  // Charts: Vega is fetched only by pages that have one
  let vega = null;
  const loadVega = () => {
    vega ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = body.dataset.vega;
      script.onload = () => done(window.vegaEmbed);
      script.onerror = failed;
      document.head.append(script);
    });
    return vega;
  };

  const lines = (text, width) => {
    const found = [""];
    let used = 0;
    for (const part of String(text).match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/gu) ?? []) {
      const wide = [...part].reduce((sum, c) => sum + (c > "\u2e7f" ? 14.5 : 8), 0);
      if (used + wide > width && found.at(-1)) { found.push(""); used = 0; }
      found[found.length - 1] += part;
      used += wide;
    }
    return found;
  };

  const fitted = (spec, room) => {
    const many = spec.hconcat || spec.vconcat || spec.concat || spec.facet || spec.repeat;
    if (many || !(typeof spec.width === "number" || spec.width === "container")) return spec;
    const title = typeof spec.title === "object" && spec.title
      ? { ...spec.title, text: lines(spec.title.text, room - 24), ...(spec.title.subtitle && { subtitle: lines(spec.title.subtitle, (room - 24) * 1.25) }) }
      : spec.title;
    return { ...spec, title, width: room, autosize: { type: "fit-x", contains: "padding" } };
  };

  const draw = async (figure) => {
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = "yes";
    const place = figure.querySelector(".chart-body");
    const spec = JSON.parse(figure.dataset.chart);
    const room = Math.max(260, Math.min(place.clientWidth, 900));
    const embed = await loadVega();
    await embed(place, fitted(spec, room), { ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: false });
    figure.classList.add("drawn");
  };

  const drawAll = (root) => root.querySelectorAll("[data-chart]").forEach(draw);

  // One handler for each kind of event, so that parts swapped in later need no care
  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-toggle-sidebar]");
    if (toggle) { event.preventDefault(); drawer(!body.classList.contains("sidebar-open")); return; }
    if (event.target.closest("[data-close-sidebar]")) { event.preventDefault(); drawer(false); return; }
    if (event.target.closest("[data-print]")) { window.print(); return; }
    document.querySelectorAll("details[data-popover][open]").forEach((d) => { if (!d.contains(event.target)) d.open = false; });
    const search = document.querySelector(".person-search");
    if (search && !search.contains(event.target)) search.querySelector(".suggestions").replaceChildren();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      drawer(false);
      document.querySelectorAll("details[data-popover][open]").forEach((d) => { d.open = false; });
      document.querySelector(".suggestions")?.replaceChildren();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const search = event.target.closest(".person-search");
    if (!search) return;
    const stops = [search.querySelector("input[type=search]"), ...search.querySelectorAll(".suggestions a")];
    const next = stops[stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto-submit]");
    if (form && event.target.matches("select")) form.requestSubmit();
  });

  // Ask before what can't be undone; don't send the same form twice
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    setTimeout(() => { delete form.dataset.sent; form.removeAttribute("aria-busy"); }, 4000);
  }, true);

  document.addEventListener("htmx:afterSettle", (event) => drawAll(event.target));
  drawAll(document);
})();
