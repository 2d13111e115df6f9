// What the teacher sees of a class: how the bets are spread, and what the teams decide.
import { $, answerText, element, number, say, state, text, verdictText, wayText } from "./shared.mjs";

const ANSWERS = ["first", "same", "second"];

export function writeBets() {
  $("bets").replaceChildren();
  for (const name in state.welcome.bets) {
    const bet = state.now.bets[name];
    (state.welcome.bets[name] === "range" ? writeRanges : writeAnswers)(name, bet);
    if (state.now.settled) writeVerdict(name);
  }
}

function table(heads, caption, place) {
  const frame = element("div", { className: "table", tabIndex: 0, role: "region", ariaLabel: caption }, place), made = element("table", "", frame);
  element("caption", caption, made);
  const row = element("tr", "", element("thead", "", made));
  for (const head of heads) element("th", { textContent: say(head), scope: "col" }, row);
  return element("tbody", "", made);
}

function writeAnswers(name, { bets, counts, sure }) {
  const body = table(["answer", "count", "sureness"], text().questions[name], $("bets"));
  for (const answer of ANSWERS) {
    const row = element("tr", "", body);
    element("th", { textContent: answerText(answer), scope: "row" }, row);
    const bar = element("span", { className: `bar ${answer}`, ariaHidden: "true" }, element("td", `${counts[answer]}`, row));
    bar.style.width = `${bets ? (100 * counts[answer]) / bets : 0}%`;
    element("td", sure[answer] === null ? "–" : `${number(sure[answer])} %`, row);
  }
}

function writeRanges(name, { bets, median }) {
  element("h3", text().questions[name], $("bets"));
  element("p", median ? say("ranges", { low: number(median[0]), high: number(median[1]) }) : say("nothing"), $("bets")).dataset.bets = bets;
}

function writeVerdict(name) {
  const { right, of, score } = state.now.class_scores[name], told = [verdictText(state.now.settled[name])];
  if (of) told.push(score === null ? say("class_range", { right, of }) : say("class_right", { right, of, score: number(score, 2) }));
  const turn = state.now.turns[state.language]?.[name];
  element("p", [...told, turn].filter(Boolean).join(" "), $("bets")).className = "verdict";
}

export function writeDecisions() {
  $("decisions").replaceChildren();
  const body = table(["column_team", "team_size", "way"], say("show_decisions"), $("decisions"));
  for (const { team, size, decision } of state.now.teams) {
    const row = element("tr", "", body);
    element("th", { textContent: say("team_n", { n: team }), scope: "row" }, row);
    element("td", `${size}`, row);
    element("td", decision ? wayText(decision) : say("nothing"), row);
  }
}
