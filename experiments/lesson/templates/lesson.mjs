// The lesson: its six steps, its controls, and the language and the manner in which it is told.
import { $, NAMES, amount, data, element, forgetSizes, futureName, lesson, say, state, texts, words } from "./pages.mjs";
import { futuresOf } from "./future.mjs";
import { writeBets } from "./bets.mjs";
import { arrange, clicked, parts, show, writeTable, writeWatch } from "./watch.mjs";
import { nextStop, readCode, rewriteStops, setPlanned, writeCode, writeStops } from "./decide.mjs";
import { answer, askAbout, pick, writeWhy } from "./why.mjs";
import { liveWorlds, setGiven, writeLuck } from "./luck.mjs";
import { writeDebrief } from "./debrief.mjs";

const SPEEDS = [4, 13, 40], STEPS = 6, WATCH = 2, WHY = 3, STILL = 150, AHEAD = 8, REST = 500, ENOUGH = 4;
const ENTERED = [null, writeBets, () => (writeWatch(), arrange(), rewriteStops()), writeWhy, writeLuck, writeDebrief];
// Of another width, pictures are drawn anew; what somebody is about to choose or to type stays as it is.
const DRAWN = [null, null, arrange, null, writeLuck, writeDebrief];
const enter = () => (forgetSizes(), ENTERED[state.step]?.());
const redraw = () => (forgetSizes(), DRAWN[state.step]?.());

function write() {
  document.documentElement.lang = state.language;
  document.title = lesson().title;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = say(one.dataset.word);
  for (const one of document.querySelectorAll("[data-lesson]")) one.textContent = lesson()[one.dataset.lesson];
  for (const one of document.querySelectorAll("[data-title]")) one.ariaLabel = one.title = say(one.dataset.title);
  $("situation").replaceChildren();
  for (const text of lesson().situation) element("p", text, $("situation"));
  for (const k of [0, 1]) $(`future-${k}`).textContent = futureName(k);
  const { departments, teams, weeks } = data, people = amount(data.people);
  $("sizes").textContent = say("sizes", { people, departments, teams, weeks });
  [...$("speed").options].forEach((one, k) => (one.textContent = say("weeks_a_second", { n: SPEEDS[k] })));
  $("play").textContent = say(state.playing ? "pause" : "play");
  document.querySelectorAll("#steps button span").forEach((one, k) => (one.textContent = words().page.steps[k]));
  document.body.hidden = false; // before it says anything, it need not be laid out
  go(state.step);
}

// Open a step; what lies behind the bets stays closed until they are made.
function go(step) {
  if (step < 0 || step >= STEPS || (step >= WATCH && !(state.locked && state.shown.length))) return;
  if (state.playing) stop();
  state.step = step;
  for (let k = 0; k < STEPS; k++) {
    $(`step-${k + 1}`).hidden = k !== step;
    const button = $("steps").children[k].firstElementChild;
    button.disabled = k >= WATCH && !state.locked;
    button.ariaCurrent = k === step ? "step" : null;
  }
  $("back").disabled = step === 0;
  $("on").disabled = step === STEPS - 1 || (step === WATCH - 1 && !state.locked);
  enter();
}

function walk(step) {
  go(step);
  window.scrollTo(0, 0);
  $("steps").children[state.step].scrollIntoView({ block: "nearest", inline: "nearest" });
  $(`step-${state.step + 1}`).querySelector("h2").focus();
}

function lock(skipped) {
  state.locked = true;
  state.skipped = skipped;
  writeBets();
  walk(WATCH);
}

function bring(week) {
  state.week = Math.max(0, Math.min(data.weeks, week));
  show();
  if (!state.playing) writeStops();
}

const still = (week) => (state.playing && stop(), bring(week));

function stop() {
  cancelAnimationFrame(state.playing);
  state.playing = 0;
  $("play").textContent = say("play");
  show();
  writeStops();
}

function play() {
  if (state.week === data.weeks) state.week = 0;
  let left = [];
  const from = state.week, until = nextStop(from, data.weeks) ?? data.weeks;
  const begun = performance.now(), speed = Number($("speed").value);
  const frame = (now) => {
    const wanted = Math.min(until, from + Math.floor(((now - begun) * speed) / 1000));
    if (!left.length && wanted > state.week) (state.week = wanted), (left = parts());
    const drawn = performance.now();
    do left.shift()?.();
    while (left.length && performance.now() - drawn < ENOUGH);
    if (state.week === until && !left.length) stop();
    else state.playing = requestAnimationFrame(frame);
  };
  state.playing = requestAnimationFrame(frame);
  $("play").textContent = say("pause");
  $("stop").hidden = true;
}

function listen() {
  $("play").onclick = () => (state.playing ? stop() : play());
  $("speed").onchange = () => state.playing && (stop(), play());
  $("rings").onchange = show;
  $("week").oninput = () => still(Number($("week").value));
  $("earlier").onclick = () => still(state.week - 1);
  $("later").onclick = () => still(state.week + 1);
  $("to-stop").onclick = () => still(nextStop(state.week, data.weeks) ?? data.stops[0].week);
  $("numbers").ontoggle = () => (writeTable(), show());
  $("why-ask").onclick = answer;
  $("why-pick").onclick = pick;
  $("live").onclick = liveWorlds;
  $("print").onclick = () => window.print();
  for (const k of data.row >= 0 ? [0, 1] : [])
    $(`people-${k}`).onclick = (event) => {
      const person = clicked(event) + 1;
      walk(WHY);
      askAbout("person", k, person);
    };
}

function listenEverywhere() {
  $("lock").onclick = () => lock(false);
  $("skip").onclick = () => lock(true);
  $("back").onclick = () => walk(state.step - 1);
  $("on").onclick = () => walk(state.step + 1);
  [...$("steps").children].forEach((item, k) => (item.firstElementChild.onclick = () => walk(k)));
  $("language").onchange = () => ((state.language = $("language").value), write());
  for (const manner of ["class", "projector"])
    $(manner).onclick = () => {
      const on = document.body.classList.toggle(manner);
      document.documentElement.classList.toggle(manner, on);
      $(manner).ariaPressed = on;
      write();
    };
  let resized = 0, width = innerWidth;
  window.onresize = () => {
    if (innerWidth === width) return; // a phone that shows its keyboard
    width = innerWidth;
    clearTimeout(resized);
    resized = setTimeout(redraw, STILL);
  };
  document.onkeydown = keyed;
  window.onbeforeprint = () => go(STEPS - 1); // what is printed is the debrief
}

// Keys: 1 to 6 open a step; in the futures, space plays and arrows go a week.
function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
  if (event.key >= "1" && event.key <= `${STEPS}`) return walk(Number(event.key) - 1);
  if (state.step !== WATCH) return;
  if (event.key === " " && !/BUTTON|SUMMARY/.test(event.target.tagName)) event.preventDefault(), $("play").click();
  if (event.key === "ArrowRight") still(state.week + 1);
  if (event.key === "ArrowLeft") still(state.week - 1);
}

// Live what nobody has asked for yet while nothing else is to be done, so that any week is there at once.
function liveAhead(week = 0) {
  if (week > data.weeks) return;
  const still = !state.playing;
  if (still) for (const { future } of state.nodes.slice(0, NAMES.length)) future.bring(week), future.bring(state.week);
  setTimeout(() => liveAhead(still ? week + AHEAD : week), still ? 0 : REST);
}

async function start() {
  for (const one in texts) element("option", texts[one].words.language, $("language")).value = one;
  for (const one of SPEEDS) element("option", "", $("speed")).value = one;
  $("language").value = state.language;
  $("speed").value = SPEEDS[1];
  $("to-stop").hidden = !data.stops.length;
  const coming = futuresOf(data);
  listenEverywhere();
  write();
  try {
    const { futures, given, planned } = await coming;
    state.nodes = futures.map((future, k) => ({ code: NAMES[k], future, parent: null, week: 0 }));
    state.shown = [...state.nodes];
    setPlanned(planned);
    setGiven(given);
  } catch (error) {
    $("now").textContent = $("failed").textContent = say("failed");
    throw error;
  }
  $("week").max = data.weeks;
  listen();
  if (location.hash && readCode(decodeURIComponent(location.hash.slice(1)))) state.locked = state.skipped = true;
  go(state.step);
  window.lesson = { state, data, bring: still, ask: askAbout }; // for whoever wants to look into it
  document.body.dataset.ready = "yes";
  setTimeout(liveAhead);
}

start();
