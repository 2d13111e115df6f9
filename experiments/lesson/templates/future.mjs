// A future: a run that can be gone through in both directions, by way of what was kept of every eighth week.
import { hosted } from "./host.mjs";

const KEPT_EVERY = 8;

async function unpacked(text) {
  const signs = atob(text), raw = new Uint8Array(signs.length);
  for (let k = 0; k < signs.length; k++) raw[k] = signs.charCodeAt(k);
  const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function futuresOf(data) {
  const module = await WebAssembly.compile(await unpacked(data.engines[hasSimd() ? "simd" : "scalar"]));
  const chart = await unpacked(data.chart);
  return Promise.all(
    data.futures.map(async (given) => {
      const own = await Promise.all(given.parts.map(async ([at, part]) => [at, await unpacked(part)]));
      return future(hosted(module, given.image, [...own, [given.chart, chart]]), given.state, data);
    }),
  );
}

function future(run, [first, last], data) {
  const kept = [];
  const stage = run.reader("world.ladders", "stage"), series = run.reader("run.series");
  const keep = () => {
    if (week % KEPT_EVERY === 0) kept[week / KEPT_EVERY] = run.bytes.slice(first, last);
  };
  let week = 0;
  run.begin();
  keep();

  function bring(wanted) {
    const nearest = Math.min(Math.floor(wanted / KEPT_EVERY), kept.length - 1);
    if (wanted < week || nearest * KEPT_EVERY > week) {
      run.bytes.set(kept[nearest], first);
      week = nearest * KEPT_EVERY;
    }
    while (week < wanted) {
      run.live(week);
      week += 1;
      keep();
    }
  }

  return {
    weeks: run.weeks,
    bring,
    bytes: run.bytes,
    stage: (person) => stage(data.row * data.people + person),
    department: run.reader("chart.department"),
    // What was recorded of a week that has been lived.
    recorded: (name, lived) => series(lived * data.columns + data.series[name]),
  };
}
