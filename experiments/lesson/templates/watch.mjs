// Two futures, week by week: everybody, the projects, and the curves of both.
import { $, LETTERS, amount, data, element, lesson, nameOf, say, shown, state, widthOf, words } from "./pages.mjs";
import { LEVELS, STAGES, arranged, drawPeople, mark, nearest, ring, sheet } from "./people.mjs";
import { drawProjects, light, lightWords, projectsOf, toldProjects } from "./projects.mjs";
import { drawCurve } from "./curves.mjs";

export const QUARTER = 13;
let where = null, colour = "", language = "";

const hasPractice = () => data.row >= 0;
export const stages = () => words().page.stages;
const traits = () => words().page.traits;
const first = () => Object.keys(data.series)[0];

// Write what changes with the language alone.
export function writeWatch() {
  if (language === state.language) return;
  language = state.language;
  writeColours();
  writeLegend();
  writeCurves();
  writeTable();
}

export function writeColours() {
  colour ||= hasPractice() ? "stage" : "1";
  const options = [...(hasPractice() ? [["stage", say("stage")]] : []), ...traits().map((name, k) => [`${k}`, name])];
  $("colour").replaceChildren(...options.map(([key, text]) => new Option(text, key)));
  $("colour").value = colour;
  $("colour").onchange = () => ((colour = $("colour").value), writeLegend(), show());
}

function codesOf(reads) {
  const tier = (share) => Math.min(LEVELS - 1, Math.max(0, Math.floor(share * LEVELS)));
  const level = (person) => STAGES + tier(reads.trait(person, +colour));
  const code = colour === "stage" ? reads.stage : level;
  return Array.from({ length: data.people }, (_, person) => code(person));
}

const codeWords = () => (colour === "stage" ? stages() : words().page.levels);

function writeLegend() {
  const from = colour === "stage" ? 0 : STAGES, list = $("legend");
  list.replaceChildren();
  codeWords().forEach((text, k) => signed(list, text, (pen) => mark(pen, from + k, [8, 8], 15)));
  signed(list, say("differs"), (pen) => (mark(pen, 1, [8, 8], 13), ring(pen, [8, 8], 16)));
  $("lights").replaceChildren();
  lightWords().forEach((text, k) => signed($("lights"), text, (pen) => light(pen, k, [8, 8], 12)));
  for (const one of document.querySelectorAll(".projects")) one.hidden = !data.mostRunning;
}

function signed(list, text, draw) {
  const item = element("li", "", list), sign = element("canvas", "", item);
  sign.ariaHidden = "true";
  element("span", text, item);
  draw(sheet(sign, 16, 16));
}

function writeCurves() {
  $("curves").replaceChildren();
  for (const [series, title] of Object.entries(lesson().series)) {
    const figure = element("figure", "", $("curves")), caption = element("figcaption", "", figure);
    element("h3", title, caption);
    const canvas = element("canvas", "", figure);
    canvas.id = `curve-${series}`;
    canvas.role = "img";
  }
}

function quarters(weeks) {
  return Array.from({ length: Math.ceil(weeks / QUARTER) }, (_, k) => Math.min(weeks, (k + 1) * QUARTER));
}

// The table of a whole run, for whoever opens it.
export function writeTable() {
  $("table").replaceChildren();
  if (!$("numbers").open || !state.shown.length) return;
  for (const { future } of state.shown) future.bring(future.weeks);
  for (const [series, title] of Object.entries(lesson().series)) {
    const table = element("table", "", $("table"));
    element("caption", title, table);
    const head = table.createTHead().insertRow(), body = table.createTBody();
    for (const text of [say("week"), ...state.shown.map(nameOf)]) element("th", text, head).scope = "col";
    for (const k of quarters(data.weeks)) {
      const row = body.insertRow();
      element("th", k, row).scope = "row";
      for (const { future } of state.shown) element("td", shown(series, future.recorded(series, k - 1)), row);
    }
  }
}

export function arrange() {
  const width = widthOf($("people-0"));
  if (!width || !state.shown.length) return;
  where = arranged(data.people, state.shown[0].future.reads.department, width);
  show();
}

export const show = () => parts().forEach((part) => part());

// What is to be done to show a week, piece by piece: while it plays, a frame does one of them.
export function parts() {
  if (!where || $("step-3").hidden) return [];
  let codes, shares, when;
  const live = () => {
    for (const { future } of state.shown) future.bring(state.week);
    codes = state.shown.map(({ future }) => codesOf(future.reads));
    shares = sharesOf(first());
    when = state.week ? `${say("week")} ${state.week}` : say("beginning");
    $("week").value = $("week-shown").value = state.week;
    if (!state.playing) $("now").textContent = toldNow(codes, shares);
  };
  const curves = () => Object.keys(data.series).forEach(showCurve);
  return [live, ...state.shown.map((node, k) => () => showFuture(node, k, codes, shares[k], when)), curves];
}

function showFuture(node, k, codes, share, when) {
  const canvas = $(`people-${k}`), projects = data.mostRunning ? projectsOf(node.future.reads) : null;
  drawPeople(canvas, where, codes[k], codes[1 - k], $("rings").checked);
  tell($(`share-${k}`), state.week ? share : "");
  if (projects) drawProjects($(`projects-${k}`), projects);
  if (state.playing) return;
  $(`name-${k}`).textContent = nameOf(node);
  canvas.ariaLabel = `${say("people", { name: nameOf(node) })}. ${counted(codes[k], nameOf(node), when)}`;
  if (projects) $(`projects-${k}`).ariaLabel = $(`told-${k}`).textContent = toldProjects(projects);
}

// A text that is written anew lets the page be laid out anew, even where it says what it said.
const tell = (one, text) => one.told === text || (one.textContent = one.told = text);

function toldNow(codes, [share_a, share_b]) {
  if (!state.week) return say("beginning");
  const differ = codes[0].filter((code, i) => code !== codes[1][i]).length, title = lesson().series[first()];
  const [a, b] = LETTERS, [some, people] = [differ, data.people].map(amount);
  return say("now", { week: state.week, title, a, b, share_a, share_b, differ: some, people });
}

const sharesOf = (series) =>
  state.shown.map(({ future }) => (state.week ? shown(series, future.recorded(series, state.week - 1)) : ""));

// The lines of a series: the two futures that are looked at, and faint those that they were.
export function linesOf(series, week) {
  const faint = state.nodes.filter((node) => !state.shown.includes(node) && (node.lived ?? 0) >= week);
  return [...faint, ...state.shown].map((node) => ({
    side: node.code[0] === "a" ? 0 : 1,
    branched: node.parent !== null,
    faint: !state.shown.includes(node),
    values: recorded(node, series, week),
  }));
}

// The weeks that a future has lived so far never change, so each is read once.
function recorded(node, series, week) {
  const known = ((node.values ??= {})[series] ??= []);
  while (known.length < week) known.push(node.future.recorded(series, known.length));
  return known.slice(0, week);
}

function showCurve(series) {
  for (const node of state.shown) node.lived = Math.max(node.lived ?? 0, state.week);
  const canvas = $(`curve-${series}`), [share_a, share_b] = sharesOf(series), title = lesson().series[series];
  drawCurve(canvas, series, linesOf(series, state.week), data.spans[series], data.weeks, state.week);
  const named = { series: title, week: state.week, a: LETTERS[0], b: LETTERS[1], share_a, share_b };
  if (!state.playing) canvas.ariaLabel = state.week ? say("curve", named) : title;
}

function counted(codes, name, when) {
  const from = colour === "stage" ? 0 : STAGES;
  const counts = codeWords().map((word, k) => `${word} ${codes.filter((one) => one === from + k).length}`);
  return say("people_now", { name, when, stages: counts.join(", ") });
}

// Return whom a click on the people of a future means.
export function clicked(event) {
  const edge = event.target.getBoundingClientRect();
  return nearest(where, event.clientX - edge.left, event.clientY - edge.top);
}
