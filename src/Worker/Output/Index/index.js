// Filters and sorts the rows; without this script the page is the whole list in its own order.
(() => {
  const table = document.querySelector("table.list");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const [text, outcome] = [document.getElementById("text"), document.getElementById("outcome")];
  const shown = document.getElementById("shown");
  const filter = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const content = row.textContent.toLowerCase();
      row.hidden = !(words.every(word => content.includes(word)) && (!outcome.value || row.dataset.outcome === outcome.value));
      if (!row.hidden) count++;
    }
    shown.textContent = `${count} of ${rows.length} shown`;
  };
  [text, outcome].forEach(item => item.addEventListener("input", filter));
  table.tHead.querySelectorAll("th").forEach((head, column) => {
    head.querySelector("button")?.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      table.tHead.querySelectorAll("th").forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const key = row => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const order = (a, b) => head.classList.contains("n") ? key(a) - key(b) : key(a).localeCompare(key(b), "zh");
      rows.sort((a, b) => descending ? order(b, a) : order(a, b)).forEach(row => body.append(row));
    });
  });
  document.querySelector(".tools").hidden = false;
  filter();
})();
