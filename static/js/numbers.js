// Draws the tables of numbers that say so. A chart shows nothing that its table does not; colours are those of the page.

const Chart = window.Chart;
const SHARES = [1, 0.62, 0.4, 0.26];
const drawn = [];

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const columnOf = (table, index) =>
  [...table.tBodies[0].rows].map((row) => (row.cells[index].dataset.value ? Number(row.cells[index].dataset.value) : null));

/** One colour in steps, and a pattern of dashes for lines: told apart without seeing colours. */
const looks = (kind, number) => {
  const colour = `color-mix(in srgb, ${token("--moved")} ${Math.round(100 * SHARES[number % SHARES.length])}%, ${token("--ground")})`;
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const told = getComputedStyle(probe).color;
  probe.remove();
  return kind === "lines"
    ? { borderColor: token("--moved"), backgroundColor: told, borderDash: number ? [6, 4] : [], pointRadius: 3, tension: 0 }
    : { backgroundColor: told, borderColor: token("--moved"), borderWidth: 1, maxBarThickness: 28 };
};

/** Names leave room for bars: fewer letters of them on a phone. */
const shortened = (label) => {
  const most = innerWidth < 600 ? 14 : 34;
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
};

const draw = (table) => {
  const { chart: kind, drawn: columns } = table.dataset;
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const labels = [...table.tBodies[0].rows].map((row) => row.cells[0].textContent);
  const datasets = columns.split(" ").map((index, number) => ({
    label: heads[index],
    data: columnOf(table, Number(index)),
    ...looks(kind, number),
  }));
  const place = table.closest(".figure").querySelector(".figure__chart");
  const lies = kind !== "lines";
  place.style.blockSize = `${place.dataset.tall}rem`;
  const axis = { grid: { color: token("--line") }, ticks: { color: token("--text"), precision: 0 }, beginAtZero: true };
  const names = { grid: { display: false }, ticks: { color: token("--text"), autoSkip: !lies, callback: (_value, at) => shortened(labels[at]) } };
  const isStacked = kind === "stacked";
  drawn.push(
    new Chart(place.querySelector("canvas"), {
      type: lies ? "bar" : "line",
      data: { labels, datasets },
      options: {
        indexAxis: lies ? "y" : "x",
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        font: { family: token("--family") },
        scales: lies
          ? { x: { ...axis, stacked: isStacked }, y: { ...names, stacked: isStacked } }
          : { x: names, y: axis },
        plugins: { legend: { display: datasets.length > 1, labels: { color: token("--text") } } },
      },
    }),
  );
};

const drawAll = () => {
  drawn.splice(0).forEach((chart) => chart.destroy());
  document.querySelectorAll("table[data-chart]").forEach(draw);
};

if (Chart) {
  Chart.defaults.font.family = token("--family");
  Chart.defaults.font.size = 14;
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", () => drawn.forEach((chart) => chart.resize(620, undefined)));
  addEventListener("afterprint", () => drawn.forEach((chart) => chart.resize()));
}
