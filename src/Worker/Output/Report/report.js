// Shows what is known of an amount when it is chosen: its reading, its checks, and its box on the page.
// Everything is taken from the page itself and put in as text; without this script the page says the same in titles and lists.
(() => {
  const panel = document.getElementById("panel");
  const close = () => {
    panel.hidden = true;
    document.querySelectorAll(".picked").forEach(item => item.classList.remove("picked"));
  };
  const add = (parent, tag, text) => {
    const item = document.createElement(tag);
    item.textContent = text;
    parent.append(item);
    return item;
  };
  const show = cell => {
    close();
    panel.replaceChildren();
    const button = add(panel, "button", "close");
    button.addEventListener("click", close);
    const [first, ...rest] = cell.title.split("\n");
    add(add(panel, "p", ""), "strong", first);
    const list = add(panel, "ul", "");
    rest.forEach(line => add(list, "li", line));
    const checks = (cell.dataset.checks ?? "").split(" ").filter(Boolean).map(id => document.getElementById(id)).filter(Boolean);
    add(panel, "p", checks.length ? "Checks with this amount:" : "No check covers this amount: it was not checked.");
    const said = add(panel, "ul", "");
    checks.forEach(row => add(said, "li", [...row.cells].map(part => part.textContent.trim()).filter(Boolean).join(" · ")));
    cell.classList.add("picked");
    document.querySelectorAll(`rect[data-cell="${CSS.escape(cell.id)}"]`).forEach(box => {
      box.classList.add("picked");
      box.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    panel.hidden = false;
  };
  document.addEventListener("click", event => {
    const cell = event.target.closest("td.cell");
    if (cell) return show(cell);
    const box = event.target.closest("rect[data-cell]");
    if (box) {
      const target = document.getElementById(box.dataset.cell);
      target?.scrollIntoView({ block: "center" });
      if (target) show(target);
    }
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let up = target?.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
