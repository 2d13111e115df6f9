// What both pages share: how things are said, and a connection that comes back by itself.
const WORDS = JSON.parse(document.getElementById("words").textContent);
const FIRST_WAIT = 400, LONGEST_WAIT = 8000, LETTERS = "AB";
const ENDS = { 4401: "nobody", 4429: "too_often", 4503: "full" }; // why the server ends it, where trying again is of no use

export const $ = (id) => document.getElementById(id);
export const state = { language: Object.keys(WORDS).find((one) => navigator.language.startsWith(one)) ?? "en", welcome: null, now: null };
export const say = (key, named = {}) => WORDS[state.language][key].replace(/\{(\w+)\}/g, (_, name) => named[name]);
export const text = () => state.welcome.texts[state.language] ?? Object.values(state.welcome.texts)[0];

export function element(tag, given, parent) {
  const made = Object.assign(document.createElement(tag), typeof given === "object" ? given : { textContent: given });
  return parent ? parent.appendChild(made) : made;
}

export function labelled(words, control, parent, after = false) {
  const label = element("label", "", parent), span = element("span", words);
  label.append(...(after ? [control, span] : [span, control]));
  return label;
}

export function number(value, digits = 0) {
  const told = value.toFixed(digits), plain = Number(told) === 0 ? told.replace("-", "") : told;
  return plain.replace("-", "−").replace(".", say("decimal"));
}

export const amount = (value) => Math.round(value).toLocaleString(state.language);
export const futureName = (k) => `${LETTERS[k]}\u00a0· ${text().futures[k]}`;

export function answerText(answer) {
  const side = { first: 0, second: 1 }[answer];
  return side === undefined ? say(answer === "same" ? "same" : "undecided_answer") : say("more_in", { name: futureName(side) });
}

export function leverText([name, value]) {
  const { name: title, unit } = text().levers[name];
  const plainly = state.welcome.ways.shares.includes(name) ? `${+(100 * value).toPrecision(4)}\u00a0%` : `${value}`;
  const told = typeof value === "boolean" ? (value ? "✓" : "✗") : plainly.replace(".", say("decimal"));
  return `${title}: ${told}${unit ? ` ${unit}` : ""}`;
}

export const choiceText = (choice) => choice.map(leverText).join(", ");

// A way in words: its future, and what is decided in which week.
export function wayText(way) {
  const { stops, signs, kept, futures } = state.welcome.ways;
  const made = [...way.slice(1)].flatMap((sign, k) =>
    sign === kept ? [] : [`${say("stop", { week: stops[k].week }).toLowerCase()}: ${choiceText(stops[k].choices[signs.indexOf(sign)])}`],
  );
  return [futureName(futures.indexOf(way[0])), ...made].join("; ");
}

// What many worlds say to a bet.
export function verdictText({ answer, share, mean, low, high }) {
  const told = share ? say("points", { n: number(100 * mean, 1) }) : number(mean, 2);
  const bound = (value) => (share ? number(100 * value, 1) : number(value, 2));
  if (answer === null) return say("verdict_range", { mean: share ? `${number(100 * mean)} %` : number(mean, 2) });
  return say("verdict", { mean: told, low: bound(low), high: bound(high), answer: answerText(answer) });
}

export function writeWords() {
  document.documentElement.lang = state.language;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = say(one.dataset.word);
  for (const one of document.querySelectorAll("[data-title]")) one.ariaLabel = say(one.dataset.title);
  if (state.welcome) document.title = $("title").textContent = text().title;
}

export function languages(write) {
  for (const one in WORDS) element("option", { value: one, textContent: WORDS[one].language }, $("language"));
  $("language").value = state.language;
  $("language").onchange = () => ((state.language = $("language").value), write());
}

export function status(key) {
  $("status").textContent = key ? say(key) : "";
  $("status").className = key && !["here", "connecting"].includes(key) ? "bad" : "";
}

// Keep a socket open: say who one is, hear, and try again when it is lost. Ended for good, it says why.
export function connection(hello, heard, ended) {
  let socket = null, wait = FIRST_WAIT, timer = 0, over = false;
  const open = () => {
    clearTimeout(timer);
    socket = new WebSocket(`${location.protocol.replace("http", "ws")}//${location.host}/class`);
    socket.onopen = () => socket.send(JSON.stringify(hello()));
    socket.onmessage = ({ data }) => ((wait = FIRST_WAIT), heard(JSON.parse(data)));
    socket.onclose = ({ code }) => {
      if (over) return;
      if (ENDS[code]) return (over = true), ended(ENDS[code]);
      status("lost");
      timer = setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(LONGEST_WAIT, 2 * wait);
    };
  };
  const again = () => !over && socket.readyState === WebSocket.CLOSED && open();
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => document.hidden || again());
  open();
  return (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
}
