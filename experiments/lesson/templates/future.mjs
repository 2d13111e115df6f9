// A future: a run that can be gone through in both directions, and left for another one where something is decided.
import { hosted, hasSimd } from "./host.mjs";

const LEAST_APART = 8, MOST_KEPT = 32;

const fromText = (text) => {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const signs = atob(text), raw = new Uint8Array(signs.length);
  for (let k = 0; k < signs.length; k++) raw[k] = signs.charCodeAt(k);
  return raw;
};

async function unpacked(text) {
  const { readable, writable } = new DecompressionStream("gzip"), writer = writable.getWriter();
  writer.write(fromText(text)).then(() => writer.close());
  return new Uint8Array(await new Response(readable).arrayBuffer());
}

// Return the two futures of a lesson, what its worlds are made of, and every decision that was planned, as JSON.
export async function futuresOf(data) {
  const compiled = unpacked(data.engines[hasSimd() ? "simd" : "scalar"]).then((bytes) => WebAssembly.compile(bytes));
  const [content, module] = await Promise.all([unpacked(data.content), compiled]);
  const piece = ([from, size]) => content.subarray(from, from + size);
  const given = data.futures.map(({ image, parts, state }) => {
    return { module, image, state, parts: parts.map(([at, ...where]) => [at, piece(where)]), data };
  });
  const futures = given.map((one) => future(one, hosted(module, one.image, one.parts)));
  return { futures, given, planned: piece(data.decisions) };
}

const bytesOf = (changes) => changes.map(([at, text]) => [at, fromText(text)]);

function future(given, run, past = null) {
  const [first, last] = given.state, begun = past?.week ?? 0;
  const apart = Math.max(LEAST_APART, Math.ceil(run.weeks / MOST_KEPT)), kept = new Map();
  const keep = () => {
    if ((week === begun || week % apart === 0) && !kept.has(week)) kept.set(week, run.bytes.slice(first, last));
  };
  const own = readersOf(run, given.data);
  let week = begun, reads = own;
  if (!past) run.begin();
  keep();

  function bring(wanted) {
    reads = own;
    if (wanted < begun) return past.future.bring(wanted), (reads = past.future.reads), undefined;
    let nearest = begun;
    for (const one of kept.keys()) if (one <= wanted && one > nearest) nearest = one;
    if (wanted < week || nearest > week) run.bytes.set(kept.get((week = nearest)), first);
    for (; week < wanted; keep()) run.live(week++);
  }

  // Return the future that this one becomes by some changes from a week on.
  function branch(wanted, changes) {
    bring(wanted);
    const other = hosted(given.module, given.image, [[0, run.bytes], ...bytesOf(changes)]);
    return future(given, other, { future: { bring, get reads() { return reads; } }, week: wanted });
  }

  // Live from a week to another one with some changes, beside everything else; what it gave holds until the next time.
  function otherwise(from, changes, until) {
    bring(from);
    given.spare ??= hosted(given.module, given.image, []);
    given.spare.bytes.set(run.bytes);
    for (const [at, part] of bytesOf(changes)) given.spare.bytes.set(part, at);
    for (let lived = from; lived < until; lived++) given.spare.live(lived);
    return (given.spareReads ??= readersOf(given.spare, given.data));
  }

  return {
    weeks: run.weeks,
    bytes: run.bytes,
    bring,
    branch,
    otherwise,
    get reads() {
      return reads;
    },
    // What was recorded of a week that has been lived.
    recorded: (name, lived) => own.series(lived * given.data.columns + given.data.series[name]),
  };
}

// Everything that is looked at, by what it is: people, teams, projects, and what it all took.
function readersOf(run, data) {
  const of = (array, ...fields) => Object.fromEntries(fields.map((field) => [field, run.reader(array, field)]));
  const row = Math.max(0, data.row), trait = run.reader("world.traits"), portfolio = "world.portfolio";
  const ladder = (field) => {
    const read = run.reader("world.ladders", field);
    return (person) => read(row * data.people + person);
  };
  const unit = of("world.units", "joined", "support");
  return {
    projects: run.length("world.projects"),
    stage: ladder("stage"),
    stageWeek: ladder("stage_week"),
    exposure: ladder("exposure"),
    proficiency: ladder("proficiency"),
    trait: (person, column) => trait(person * 4 + column),
    threshold: run.reader("world.stances", "threshold"),
    workload: run.reader("world.seats", "workload"),
    joined: (team) => unit.joined(row * data.teams + team),
    support: (team) => unit.support(row * data.teams + team),
    project: of(
      "world.projects", "status", "outcome", "reported", "true_overrun", "done", "scope", "start", "finish", "effort",
      "lead", "team", "rebaselines", "hidden",
    ),
    spent: of(portfolio, "claimed_effort", "coaching_effort", "money", "spent"),
    series: run.reader("run.series"),
    department: run.reader("chart.department"),
    team: run.reader("chart.unit"),
  };
}
