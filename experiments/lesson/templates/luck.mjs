// Was it luck? Both futures in many worlds, each pair with a luck of its own, and the bets on the same axis.
import {
  $, LETTERS, data, element, inClass, lesson, letters, number, percent, points, say, scale, state, widthOf,
} from "./pages.mjs";
import { hosted } from "./host.mjs";
import { ANSWERS, answerText, betOf, toldBet } from "./bets.mjs";
import { sheet } from "./people.mjs";

const WORKERS = 4, INKS = ["#174f86", "#a34a07"], GREY = "#55575f", BAND = "#e9e6dc";
const PLAIN = { height: 220, foot: 40, head: 46, side: 24, size: 7 }, LEAST = 0.01;
let given = null, dots = PLAIN;

export const setGiven = (parts) => (given = parts);

export async function liveWorlds() {
  $("live").disabled = true;
  const names = Object.keys(data.bets), asked = names.map((name) => data.bets[name]), found = [[], []];
  let done = 0;
  const took = ({ future, world, values }) => {
    found[future][world] = values;
    done += 1;
    if (done % 10 === 0) $("live-now").textContent = say("lived", { n: done >> 1, worlds: data.worlds });
  };
  try {
    await Promise.all(jobsFor(asked).map((job) => inWorker(job, took)));
    state.luck = Object.fromEntries(names.map((name, place) => [name, settled(name, place, found)]));
    $("live-now").textContent = say("all_lived", { worlds: data.worlds });
  } catch (error) {
    $("live-now").textContent = say("failed");
    throw error;
  } finally {
    $("live").disabled = false;
  }
  writeLuck();
}

function jobsFor(asked) {
  const hands = Math.max(1, Math.min(WORKERS, navigator.hardwareConcurrency || 2) >> 1);
  const jobs = [];
  for (const future of [0, 1])
    for (let hand = 0; hand < hands; hand++) {
      const worlds = Array.from({ length: data.worlds }, (_, world) => world).filter((world) => world % hands === hand);
      const { module, image, parts } = given[future];
      jobs.push({ module, image, parts, future, worlds, asked, columns: data.columns });
    }
  return jobs;
}

function inWorker(job, took) {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([$("worker").textContent], { type: "text/javascript" }));
    const worker = new Worker(address);
    let left = job.worlds.length;
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data: values }) => {
      took(values);
      if (--left === 0) worker.terminate(), URL.revokeObjectURL(address), resolve();
    };
    worker.postMessage(job);
  });
}

function settled(name, place, found) {
  const { kind, least } = data.bets[name];
  const [one, other] = found.map((worlds) => worlds.map((values) => values[place]));
  const all = kind === "range" ? one : one.map((value, world) => value - other[world]);
  const values = all.filter((value) => !Number.isNaN(value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const half = data.factor * Math.sqrt(spread / values.length), low = mean - half, high = mean + half;
  const inside = -least <= low && high <= least;
  const answer = low > least ? "first" : high < -least ? "second" : inside ? "same" : "undecided";
  return { values, mean, low, high, answer, above: values.filter((value) => value > 0).length };
}

const told = (name, value) => (data.bets[name].share ? points(value) : number(value, 2));
const bound = (name, value) => (data.bets[name].share ? number(value * 100, 1) : number(value, 2));

export function verdictOf(name) {
  const { values, mean, low, high, answer, above } = state.luck[name], bet = betOf(name), worlds = values.length;
  if (data.bets[name].kind === "range") return rangeVerdict(name, values, bet);
  const [a, b] = LETTERS, apart = { mean: told(name, mean), low: bound(name, low), high: bound(name, high) };
  const so = answer === "undecided" ? say("undecided") : answerText(answer);
  return `${say("verdict", { ...apart, above, worlds, a, b })} ${so}. ${score(name, answer)}`;
}

function rangeVerdict(name, values, { low, high }) {
  const sorted = [...values].sort((one, other) => one - other);
  const inside = values.filter((value) => value >= low / 100 && value <= high / 100);
  const [least, most] = [sorted[0], sorted.at(-1)].map(percent);
  const named = { least, most, inside: inside.length, worlds: values.length };
  return `${say("verdict_range", named)}${state.skipped ? "" : ` ${say("range_held", named)}`}`;
}

// How good the bet was: the confidence put on what is so, and Brier's score of it (0 is best, 1 worst).
function score(name, answer) {
  const bet = betOf(name);
  if (state.skipped || answer === "undecided") return "";
  if (inClass()) {
    const all = bet.hands.reduce((sum, count) => sum + count, 0);
    return say("class_right", { n: bet.hands[ANSWERS.indexOf(answer)], all });
  }
  const right = bet.answer === answer, miss = right ? 1 - bet.sure / 100 : bet.sure / 100;
  return say(right ? "bet_right" : "bet_wrong", { bet: toldBet(name), score: number(miss ** 2, 2) });
}

export function writeLuck() {
  $("luck").replaceChildren();
  $("live").textContent = say("live", { worlds: data.worlds });
  if (!state.luck) return;
  for (const one in data.bets) {
    const figure = element("figure", "", $("luck")), caption = element("figcaption", "", figure);
    element("h3", lesson().bets[one].question, caption);
    const canvas = element("canvas", "", figure);
    canvas.id = `dots-${one}`;
    canvas.role = "img";
    canvas.ariaLabel = verdictOf(one);
    element("p", verdictOf(one), figure).className = "verdict";
    if (lesson().bets[one].turn) element("p", lesson().bets[one].turn, figure);
  }
  for (const one in data.bets) if (widthOf($(`dots-${one}`))) drawDots($(`dots-${one}`), one);
}

function drawDots(canvas, one) {
  dots = Object.fromEntries(Object.entries(PLAIN).map(([key, size]) => [key, size * scale()]));
  const { values, mean, low, high } = state.luck[one], { kind, least } = data.bets[one], range = kind === "range";
  const pen = sheet(canvas, dots.height), width = widthOf(canvas), ground = dots.height - dots.foot;
  const most = Math.max(LEAST, 1.2 * least, ...values.map(Math.abs));
  const [from, to] = range ? [0, 1] : [-most, most];
  // More of the first future lies on the left, where the first future is everywhere on the page.
  const across = (value) => dots.side + ((width - 2 * dots.side) * (value - from)) / (to - from);
  const x = range ? across : (value) => width - across(value);
  if (!range) pen.fillStyle = BAND, pen.fillRect(x(least), dots.head, x(-least) - x(least), ground - dots.head);
  axis(pen, x, range, most, ground, width, one);
  pile(pen, x, values, ground, range);
  pen.fillStyle = GREY;
  pen.fillRect(Math.min(x(low), x(high)), ground + 4, Math.max(2, Math.abs(x(high) - x(low))), 4);
  pen.fillRect(x(mean) - 1, ground + 1, 3, 10);
  flags(pen, x, range, most, one, width);
}

function axis(pen, x, range, most, ground, width, one) {
  letters(pen);
  pen.fillStyle = GREY;
  pen.fillRect(dots.side, ground, width - 2 * dots.side, 1);
  const marks = range ? [0, 0.25, 0.5, 0.75, 1] : [most, 0, -most];
  marks.forEach((value, k) => {
    pen.textAlign = k === 0 ? "left" : k === marks.length - 1 ? "right" : "center";
    const edge = { left: dots.side, right: width - dots.side, center: x(value) }[pen.textAlign];
    const apart = value === 0 ? "0" : `${value > 0 ? LETTERS[0] : LETTERS[1]} +${told(one, Math.abs(value))}`;
    pen.fillText(range ? percent(value) : apart, edge, dots.height - 8);
  });
  if (!range) pen.fillRect(x(0), dots.head, 1, ground - dots.head);
}

function pile(pen, x, values, ground, range) {
  const piles = {}, tallest = {}, room = ground - dots.head - 4, placeOf = (value) => Math.round(x(value) / dots.size);
  for (const place of values.map(placeOf)) tallest[place] = (tallest[place] ?? 0) + 1;
  const step = Math.min(dots.size, room / Math.max(...Object.values(tallest)));
  for (const value of values) {
    const place = placeOf(value);
    piles[place] = (piles[place] ?? 0) + 1;
    pen.fillStyle = !range && value === 0 ? GREY : INKS[range || value > 0 ? 0 : 1];
    pen.beginPath();
    pen.arc(place * dots.size, ground - 3 - (piles[place] - 0.5) * step, dots.size * 0.42, 0, 7);
    pen.fill();
  }
}

// The bets, above the worlds they are about.
function flags(pen, x, range, most, one, width) {
  const { answer, low, high, hands } = betOf(one);
  pen.fillStyle = "#1c1d22";
  letters(pen, "600");
  if (state.skipped) return;
  if (range) {
    pen.fillRect(x(low / 100), dots.head - 14, Math.max(2, x(high / 100) - x(low / 100)), 3);
    pen.textAlign = "center";
    pen.fillText(say("your_bet"), Math.min(width - 60, Math.max(60, x((low + high) / 200))), dots.head - 22);
    return;
  }
  ANSWERS.forEach((each, k) => {
    const text = inClass() ? `${hands[k]}` : answer === each ? say("your_bet") : "";
    pen.textAlign = ["left", "center", "right"][k];
    if (text) pen.fillText(`▼ ${text}`, [dots.side, x(0), width - dots.side][k], dots.head - 20);
  });
}
