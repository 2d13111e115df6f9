// What all of the page shares: its data, its texts, what has been chosen so far, and how things are said.

export const $ = (id) => document.getElementById(id);
const embedded = (id) => JSON.parse($(id).textContent);
export const data = embedded("data"), texts = embedded("texts");
export const NAMES = "ab", LETTERS = "AB";

export const state = {
  language: Object.keys(texts).find((one) => navigator.language.startsWith(one)) ?? Object.keys(texts)[0],
  step: 0,
  week: 0,
  playing: 0,
  locked: !Object.keys(data.bets).length,
  bets: {}, // by name: { answer, sure, low, high, hands }
  nodes: [], // the futures that have been made: { code, future, parent, week }
  shown: [], // the two of them that are looked at
  luck: null, // what the many worlds gave, by bet
};

export const words = () => texts[state.language].words;
export const lesson = () => texts[state.language].lesson;
export const say = (key, named = {}) => words().page[key].replace(/\{(\w+)\}/g, (_, name) => named[name]);
export const inClass = () => document.body.classList.contains("class");

// Sizes are asked for once and kept until something may have changed them: every question lays out the whole page.
let measured = new Map();
export const forgetSizes = () => (measured = new Map());
function measure(key, ask) {
  if (!measured.has(key)) measured.set(key, ask());
  return measured.get(key);
}
export const widthOf = (one) => measure(one, () => one.clientWidth);
// How much larger than usual everything is, for what is drawn: a projector is far away.
export const scale = () => measure("scale", () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 17);
export function letters(pen, weight = "") {
  pen.font = `${weight} ${Math.round(13 * scale())}px system-ui, sans-serif`.trim();
}

export function element(tag, given, parent) {
  const made = Object.assign(document.createElement(tag), typeof given === "object" ? given : { textContent: given });
  return parent.appendChild(made);
}

export function labelled(text, control, parent, after = false) {
  const label = element("label", "", parent), span = document.createElement("span");
  span.textContent = text;
  label.append(...(after ? [control, span] : [span, control]));
  return label;
}

export function chooser(options, value, onchange) {
  const made = document.createElement("select");
  for (const [key, text] of options) made.add(new Option(text, key));
  made.value = value;
  made.onchange = () => onchange(made.value);
  return made;
}

export function number(value, digits = 0) {
  const told = value.toFixed(digits), plain = Number(told) === 0 ? told.replace("-", "") : told;
  return plain.replace("-", "−").replace(".", words().decimal);
}

export const percent = (share) => `${number(share * 100)}\u00a0%`;
export const points = (share) => say("points", { n: number(share * 100, 1) });
const plain = (value) => number(value, Math.abs(value) < 10 ? 1 : 0);
export const shown = (series, value) => (data.shares[series] ? percent(value) : plain(value));
export const amount = (value) => Math.round(value).toLocaleString(state.language);

export const futureName = (side) => `${LETTERS[side]}\u00a0· ${lesson().futures[side]}`;

// The name of a future: its letter and what it is, and where it left its parent.
export function nameOf(node) {
  const base = futureName(NAMES.indexOf(node.code[0]));
  return node.parent ? `${base}, ${decisionOf(node)}` : base;
}

export function decisionOf(node) {
  const stop = node.code.length - 2;
  return `${say("week").toLowerCase()} ${node.week}: ${choiceText(stop, node.code.at(-1))}`;
}

// Every combination of values at a stop, in the order in which Python planned them.
export function choicesAt(stop) {
  return data.stops[stop].levers.reduce(
    (found, lever) => found.flatMap((one) => lever.values.map((value) => [...one, [lever.name, value]])), [[]],
  );
}

export function choiceText(stop, sign) {
  const choice = choicesAt(stop)[parseInt(sign, 36)];
  return choice.map(([name, value]) => leverText(name, value)).join(", ");
}

const leverText = (name, value) => `${lesson().levers[name].name} ${valueText(name, value)}`;

export function valueText(name, value) {
  const { unit } = lesson().levers[name];
  const plainly = data.inPercent.includes(name) ? `${+(100 * value).toPrecision(4)}\u00a0%` : `${value}`;
  const told = typeof value === "boolean" ? say(value ? "yes" : "no") : plainly.replace(".", words().decimal);
  return unit ? `${told} ${unit}` : told;
}
