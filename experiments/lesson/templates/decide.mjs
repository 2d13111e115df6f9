// Stops: where one decides, what each decision takes, and the tree of the futures that were made.
import {
  $, LETTERS, NAMES, amount, chooser, choiceText, choicesAt, data, decisionOf, element, labelled, lesson, nameOf,
  say, state, valueText,
} from "./pages.mjs";
import { show, writeTable } from "./watch.mjs";

const KEPT = "-";
let written = "", packedPlan = null, knownPlan = null;

// What was planned is read when it is first asked for: the page is there sooner without.
export const setPlanned = (bytes) => (packedPlan = bytes);
const planned = () => (knownPlan ??= JSON.parse(new TextDecoder().decode(packedPlan)));
export const nextStop = (from, to) => data.stops.find(({ week }) => week > from && week <= to)?.week;
export const taken = (code) => planned().taken[code];
export const whatIfs = (side) => planned().what_ifs[side];

export const nodeOf = (code) => state.nodes.find((node) => node.code === code);

// Return the future that a decision makes of another one; the same one where it changes nothing.
export function decided(node, stop, sign) {
  const code = node.code.padEnd(1 + stop, KEPT) + sign, changes = taken(code);
  if (!changes) return node;
  const { week } = data.stops[stop];
  return nodeOf(code) ?? { code, week, parent: node, future: node.future.branch(week, changes) };
}

// Return the future of a code, and make it and those before it where there is none; null where it cannot be.
export function remade(code) {
  if (code.length === 1) return nodeOf(code) ?? null;
  const before = code.slice(0, -1).replace(/-+$/, ""), parent = before && remade(before);
  if (!parent || !taken(code)) return null;
  const node = decided(parent, code.length - 2, code.at(-1));
  if (!nodeOf(code)) state.nodes.push(node);
  return node;
}

// What a future takes until its end: person-weeks of people and coaches, and money.
export function costOf(node) {
  if (!node.cost) {
    node.future.bring(data.weeks);
    const { claimed_effort, coaching_effort, money } = node.future.reads.spent;
    node.cost = [claimed_effort(0) + coaching_effort(0), money(0)];
    node.future.bring(state.week);
  }
  return node.cost;
}

function priceText(node, other) {
  if (node === other) return say("as_it_is");
  const [time, money] = costOf(other).map((value, k) => value - costOf(node)[k]);
  const signed = (value) => `${value < 0 ? "−" : "+"}${amount(Math.abs(value))}`;
  return say("price", { time: signed(time), money: signed(money) });
}

export function writeStops() {
  const at = data.stops.findIndex(({ week }) => week === state.week);
  const key = [at, state.language, ...state.shown.map((node) => node.code), state.nodes.length].join();
  if (key === written) return;
  written = key;
  $("stop").hidden = at < 0;
  $("stop-options").replaceChildren();
  if (at >= 0) writeStop(at);
  writeTree();
}

export const rewriteStops = () => ((written = ""), writeStops());

function writeStop(stop) {
  $("stop-title").textContent = say("stop", { week: data.stops[stop].week });
  $("stop-text").textContent = lesson().stops[stop];
  state.shown.forEach((node, k) => {
    const name = nameOf(node);
    if (node.code.length > 1 + stop) return element("p", say("decided_here", { name }), $("stop-options"));
    const form = element("fieldset", "", $("stop-options"));
    element("legend", name, form);
    writeChoice(node, k, stop, form);
  });
}

function writeChoice(node, k, stop, form) {
  const chosen = data.stops[stop].levers.map(() => 0), price = document.createElement("p");
  price.className = "soft";
  const other = () => decided(node, stop, signOf(stop, chosen));
  const told = () => (price.textContent = priceText(node, other()));
  data.stops[stop].levers.forEach(({ name, values }, place) => {
    const options = values.map((value, v) => [v, valueText(name, value)]);
    labelled(lesson().levers[name].name, chooser(options, 0, (v) => ((chosen[place] = Number(v)), told())), form);
  });
  form.append(price);
  told();
  element("button", { type: "button", textContent: say("decide"), onclick: () => take(k, other()) }, form);
}

// The sign of a combination: its place in the order in which Python planned them.
function signOf(stop, chosen) {
  const wanted = data.stops[stop].levers.map(({ name, values }, place) => [name, values[chosen[place]]]);
  return choicesAt(stop).findIndex((choice) => JSON.stringify(choice) === JSON.stringify(wanted)).toString(36);
}

function take(k, node) {
  if (!nodeOf(node.code)) state.nodes.push(node);
  state.shown[k] = node;
  writeCode();
  writeTable();
  show();
  writeStops();
  $("play").focus();
}

export function writeTree() {
  const list = $("tree");
  list.replaceChildren();
  $("tree-part").hidden = !data.stops.length;
  for (const node of [...state.nodes].sort((one, other) => (one.code < other.code ? -1 : 1))) {
    const item = element("li", "", list), side = NAMES.indexOf(node.code[0]);
    item.style.paddingInlineStart = `${1.5 * depthOf(node)}rem`;
    const text = node.parent ? `${LETTERS[side]}\u00a0· ${decisionOf(node)}` : nameOf(node);
    const pick = element("button", { type: "button", textContent: text, className: `side-${NAMES[side]}` }, item);
    pick.ariaPressed = state.shown.includes(node);
    pick.onclick = () => take(side, node);
    const [time, money] = costOf(node);
    element("span", say("cost", { time: amount(time), money: amount(money) }), item).className = "soft";
  }
}

const depthOf = (node) => (node.parent ? 1 + depthOf(node.parent) : 0);

// The code of what is shown, for the address and for Python.
export function codeOf() {
  return [data.name, data.replicate, state.shown.map((node) => node.code).join("+"), data.stamp].join(".");
}

export function writeCode() {
  try {
    history.replaceState(null, "", `#${codeOf()}`);
  } catch {
    // a page that may not change its address still shows its code
  }
}

// Take up what a code says, where it is one of this lesson; return whether it was.
export function readCode(code) {
  const [name, replicate, shown, stamp] = code.split(".");
  if (name !== data.name || replicate !== `${data.replicate}` || stamp !== data.stamp) return false;
  const nodes = shown.split("+").map((one) => (/^[ab][0-9a-z-]*$/.test(one) ? remade(one) : null));
  if (nodes.length !== NAMES.length || nodes.some((node, k) => node?.code[0] !== NAMES[k])) return false;
  state.shown = nodes;
  return true;
}
