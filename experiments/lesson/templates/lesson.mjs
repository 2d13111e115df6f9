// The lesson: its texts, its controls, and both futures in the week that is shown.
import { futuresOf } from "./future.mjs";
import { arranged, drawPeople, mark, ring, sheet } from "./people.mjs";
import { drawCurve, percent } from "./curves.mjs";

const $ = (id) => document.getElementById(id);
const told = (id) => JSON.parse($(id).textContent);
const data = told("data"), texts = told("texts");
const SPEEDS = [4, 13, 40], QUARTER = 13;
let language = Object.keys(texts).find((one) => navigator.language.startsWith(one)) ?? Object.keys(texts)[0];
let futures, where, week = 0, playing = 0;

const say = (key, named = {}) => texts[language].words[key].replace(/\{(\w+)\}/g, (_, name) => named[name]);
const names = () => texts[language].lesson.futures;
const element = (tag, text, parent) => parent.appendChild(Object.assign(document.createElement(tag), { textContent: text }));

function write() {
  const { lesson, words } = texts[language];
  document.documentElement.lang = language;
  document.title = lesson.title;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = words[one.dataset.word];
  for (const one of document.querySelectorAll("[data-lesson]")) one.textContent = lesson[one.dataset.lesson];
  for (const one of document.querySelectorAll("[data-title]")) one.ariaLabel = one.title = words[one.dataset.title];
  for (const [id, tag] of [["situation", "p"], ["debrief", "li"]]) {
    $(id).replaceChildren();
    for (const text of lesson[id]) element(tag, text, $(id));
  }
  lesson.futures.forEach((name, k) => ($(`name-${k}`).textContent = name));
  [...$("speed").options].forEach((one, k) => (one.textContent = say("weeks_a_second", { n: SPEEDS[k] })));
  $("play").textContent = playing ? words.pause : words.play;
  if (!futures) return;
  writeLegend();
  writeCurves();
  writeTable();
  show();
}

function writeLegend() {
  $("legend").replaceChildren();
  [...say_stages(), say("differs")].forEach((text, stage, all) => {
    const item = element("li", "", $("legend")), sign = element("canvas", "", item);
    sign.ariaHidden = "true";
    element("span", text, item);
    const pen = sheet(sign, 16);
    if (stage < all.length - 1) mark(pen, stage, [8, 8], 15);
    else mark(pen, 1, [8, 8], 13), ring(pen, [8, 8], 16);
  });
}

const say_stages = () => texts[language].words.stages;

function writeCurves() {
  $("curves").replaceChildren();
  for (const [series, title] of Object.entries(texts[language].lesson.series)) {
    const figure = element("figure", "", $("curves")), caption = element("figcaption", "", figure);
    element("h3", title, caption);
    const canvas = element("canvas", "", figure);
    canvas.id = `curve-${series}`;
    canvas.role = "img";
  }
}

const quarters = (weeks) => Array.from({ length: Math.ceil(weeks / QUARTER) }, (_, k) => Math.min(weeks, (k + 1) * QUARTER));

// The table of a whole run, for whoever opens it.
function writeTable() {
  $("table").replaceChildren();
  if (!$("numbers").open) return;
  for (const future of futures) future.bring(future.weeks);
  for (const [series, title] of Object.entries(texts[language].lesson.series)) {
    const table = element("table", "", $("table"));
    element("caption", title, table);
    const head = table.createTHead().insertRow(), body = table.createTBody();
    for (const text of [say("week"), ...names()]) element("th", text, head).scope = "col";
    for (const k of quarters(futures[0].weeks)) {
      const row = body.insertRow();
      element("th", k, row).scope = "row";
      for (const future of futures) element("td", percent(future.recorded(series, k - 1)), row);
    }
  }
}

function show() {
  const stages = futures.map((future) => (future.bring(week), Array.from({ length: data.people }, (_, i) => future.stage(i))));
  const shares = sharesOf(Object.keys(data.series)[0]);
  const when = week ? `${say("week")} ${week}` : say("beginning");
  const differ = stages[0].filter((stage, i) => stage !== stages[1][i]).length;
  stages.forEach((own, k) => {
    const canvas = $(`people-${k}`);
    drawPeople(canvas, where, own, stages[1 - k], $("rings").checked);
    $(`share-${k}`).textContent = week ? shares[k] : "";
    if (!playing) canvas.ariaLabel = `${say("people", { name: names()[k] })}. ${counted(own, names()[k], when)}`;
  });
  for (const series in data.series) showCurve(series);
  $("week").value = $("week-shown").value = week;
  if (playing) return;
  const [a, b] = names(), [share_a, share_b] = shares;
  $("now").textContent = week ? say("now", { week, a, b, share_a, share_b, differ, people: data.people }) : say("beginning");
}

const sharesOf = (series) => futures.map((future) => (week ? percent(future.recorded(series, week - 1)) : ""));

function showCurve(series) {
  const canvas = $(`curve-${series}`), [a, b] = names(), [share_a, share_b] = sharesOf(series);
  const lines = futures.map((future) => Array.from({ length: week }, (_, k) => future.recorded(series, k)));
  drawCurve(canvas, lines, data.spans[series], futures[0].weeks, week);
  const title = texts[language].lesson.series[series];
  if (!playing) canvas.ariaLabel = week ? say("curve", { series: title, week, a, b, share_a, share_b }) : title;
}

function counted(stages, name, when) {
  const counts = say_stages().map((word, stage) => `${word} ${stages.filter((one) => one === stage).length}`);
  return say("people_now", { name, when, stages: counts.join(", ") });
}

function go(wanted) {
  week = Math.max(0, Math.min(futures[0].weeks, wanted));
  show();
}

function stop() {
  cancelAnimationFrame(playing);
  playing = 0;
  $("play").textContent = say("play");
  show();
}

function play() {
  if (week === futures[0].weeks) week = 0;
  const from = week, begun = performance.now(), speed = Number($("speed").value);
  const frame = (now) => {
    const wanted = Math.min(futures[0].weeks, from + Math.floor(((now - begun) * speed) / 1000));
    if (wanted > week) go(wanted);
    if (week === futures[0].weeks) stop();
    else playing = requestAnimationFrame(frame);
  };
  playing = requestAnimationFrame(frame);
  $("play").textContent = say("pause");
}

function arrange() {
  where = arranged(data.people, futures[0].department, $("people-0").clientWidth);
  show();
}

function listen() {
  $("play").onclick = () => (playing ? stop() : play());
  $("speed").onchange = () => playing && (stop(), play());
  $("rings").onchange = show;
  const still = (wanted) => (playing && stop(), go(wanted));
  $("week").oninput = () => still(Number($("week").value));
  $("earlier").onclick = () => still(week - 1);
  $("later").onclick = () => still(week + 1);
  $("numbers").ontoggle = () => (writeTable(), show());
  $("language").onchange = () => ((language = $("language").value), write());
  window.onresize = arrange;
}

async function start() {
  for (const one in texts) element("option", texts[one].words.language, $("language")).value = one;
  for (const one of SPEEDS) element("option", "", $("speed")).value = one;
  $("language").value = language;
  $("speed").value = SPEEDS[1];
  write();
  try {
    futures = await futuresOf(data);
  } catch (error) {
    $("now").textContent = say("failed");
    throw error;
  }
  $("week").max = futures[0].weeks;
  where = arranged(data.people, futures[0].department, $("people-0").clientWidth);
  listen();
  write();
  window.futures = futures; // for whoever wants to look into them
  document.body.dataset.ready = "yes";
}

start();
