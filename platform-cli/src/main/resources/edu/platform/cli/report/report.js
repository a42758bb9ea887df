"use strict";
// Draws the charts of a report: the figure with data-chart="n" shows the n-th entry of #charts.
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const dashes = [[], [8, 4], [2, 3], [12, 3, 2, 3], [5, 2]];
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const plain = number => number === null ? "" : Number(number.toPrecision(3)).toLocaleString("en");

  // A value of n on this scale is the percentile that all but one of n are within.
  const shownPercentiles = [1, 2, 4, 10, 20, 100, 1000, 10000, 100000, 1000000];
  const percentile = n => Number((100 - 100 / n).toPrecision(7)) + "%";

  function axis(description, colours) {
    const base = {
      stroke: colours.faint,
      grid: {stroke: colours.rule, width: 1},
      ticks: {stroke: colours.rule, width: 1},
      label: description.label,
      labelSize: 22,
      font: "12px system-ui, sans-serif",
      labelFont: "12px system-ui, sans-serif",
    };
    if (description.scale === "PERCENTILE") {
      return {
        ...base,
        splits: (u, i, min, max) => shownPercentiles.filter(n => n >= min && n <= max && (u.width > 500 || ![2, 4, 20].includes(n))),
        filter: (u, splits) => splits,
        values: (u, splits) => splits.map(percentile),
        rotate: 0,
      };
    }
    return {...base, ...(description.upwards ? {size: 64} : {}), values: (u, splits) => splits.map(plain)};
  }

  function scale(description, min, max) {
    if (description.scale !== "LINEAR") {
      return {time: false, distr: 3, log: 10, range: [min, max]};
    }
    return {time: false, range: description.upwards ? [0, max > 0 ? max * 1.08 : 1] : [min, max > min ? max : min + 1]};
  }

  // Bounds of what is shown; a logarithm has no place for 0.
  function bounds(values, logarithmic) {
    const shown = values.filter(value => value !== null && (!logarithmic || value > 0));
    const low = Math.min(...shown);
    const high = Math.max(...shown);
    return shown.length === 0 ? [1, 10] : logarithmic ? [low, Math.max(high, low * 2)] : [low, high];
  }

  function powersOfTen([low, high]) {
    return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))];
  }

  function heat(cells, at, output) {
    const most = Math.max(1, ...cells.counts.flat());
    return {
      draw(u) {
        const colour = style("--heat");
        u.ctx.save();
        u.ctx.beginPath();
        u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
        u.ctx.clip();
        at.forEach((from, i) => {
          const left = u.valToPos(from, "x", true);
          const right = u.valToPos(from + cells.width, "x", true);
          cells.counts[i].forEach((count, j) => {
            if (count > 0) {
              const top = u.valToPos(cells.bounds[j + 1], "y", true);
              const bottom = u.valToPos(cells.bounds[j], "y", true);
              u.ctx.fillStyle = `rgba(${colour}, ${0.12 + 0.88 * Math.log1p(count) / Math.log1p(most)})`;
              u.ctx.fillRect(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
            }
          });
        });
        u.ctx.restore();
      },
      tell(u) {
        const i = at.findLastIndex(from => from <= u.posToVal(u.cursor.left, "x"));
        const j = cells.bounds.findLastIndex(bound => bound <= u.posToVal(u.cursor.top, "y"));
        const count = u.cursor.left < 0 || i < 0 || j < 0 ? undefined : cells.counts[i][j];
        output.textContent = count === undefined
          ? `the darkest cell has ${most.toLocaleString("en")}`
          : `${plain(at[i])} s, ${plain(cells.bounds[j])} to ${plain(cells.bounds[j + 1])} ms: ${count.toLocaleString("en")}`;
      },
    };
  }

  function draw(figure) {
    const place = figure.querySelector(".chart");
    const chart = charts[Number(figure.dataset.chart)];
    const colours = {faint: style("--faint"), rule: style("--rule")};
    const x = {...chart.x, upwards: false};
    const y = {...chart.y, upwards: true};
    const cells = chart.cells;
    const xs = cells ? [...chart.at, (chart.at.at(-1) ?? 0) + cells.width] : chart.at;
    const lines = chart.series.map(series => series.values.map(value => value < 0 ? null : value));
    const ys = cells ? cells.bounds : lines.flat();
    const yBounds = bounds(ys, y.scale !== "LINEAR");
    const width = Math.max(240, place.clientWidth);
    const map = cells && heat(cells, chart.at, figure.querySelector("output"));
    place.replaceChildren();
    const plot = new uPlot({
      width,
      height: Math.round(Math.min(340, Math.max(220, width * 0.36))),
      scales: {x: scale(x, ...bounds(xs, x.scale !== "LINEAR")),
        y: scale(y, ...(cells || y.scale === "LINEAR" ? yBounds : powersOfTen(yBounds)))},
      axes: [axis(x, colours), axis(y, colours)],
      legend: {show: !cells},
      cursor: {drag: {x: false, y: false}},
      series: [
        {label: x.scale === "PERCENTILE" ? x.label : "at", value: (u, value) => value === null ? "" : x.scale === "PERCENTILE" ? percentile(value) : plain(value)},
        ...(cells ? [{paths: () => null, points: {show: false}}] : chart.series.map((series, i) => ({
          label: series.label,
          stroke: style(`--series-${i % 5 + 1}`),
          width: 2,
          dash: dashes[i % dashes.length],
          points: {show: chart.at.length < 3},
          spanGaps: false,
          value: (u, value) => plain(value),
        }))),
      ],
      hooks: map ? {draw: [map.draw], setCursor: [map.tell]} : {},
    }, cells ? [xs, xs.map(() => null)] : [xs, ...lines], place);
    if (map) {
      map.tell(plot);
    }
    return plot;
  }

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  let plots = [];
  function drawAll() {
    plots.forEach(plot => plot.destroy());
    plots = figures.map(draw);
  }
  drawAll();

  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) {
      width = innerWidth;
      drawAll();
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  // Paper is light and has a width of its own.
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.print = "";
    drawAll();
  });
  addEventListener("afterprint", () => {
    delete document.documentElement.dataset.print;
    drawAll();
  });
})();
