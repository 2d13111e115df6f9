// Bets on a phone: one form each while they are open, and what became of them.
import { $, answerText, element, labelled, number, say, state, text, verdictText } from "./shared.mjs";

const ANSWERS = ["first", "same", "second"], SURE = { min: 35, max: 100, step: 5, value: 70 }, RANGE = { low: 20, high: 60 };

export function writeBets(send) {
  $("bet-forms").replaceChildren();
  for (const name in state.welcome.bets) {
    const part = element("fieldset", "", $("bet-forms"));
    element("legend", text().questions[name], part);
    if (state.now.phase === "bet") {
      const form = element("form", "", part), given = (state.welcome.bets[name] === "range" ? askRange : askAnswer)(name, form);
      element("button", { className: "main", type: "submit", id: `send-${name}` }, form);
      form.onsubmit = (event) => (event.preventDefault(), send({ say: "bet", bet: name, ...given() }));
    }
    element("p", { id: `bet-${name}`, role: "status" }, part);
    element("p", { id: `verdict-${name}`, hidden: true }, part);
  }
}

function askAnswer(name, form) {
  const made = state.now.bets[name], answers = element("div", "", form);
  for (const answer of ANSWERS) {
    const radio = element("input", { type: "radio", name, value: answer, required: true, checked: made?.answer === answer });
    labelled(answerText(answer), radio, answers, true).className = "answer";
  }
  const sure = slider({ ...SURE, value: made?.sure ?? SURE.value }, say("how_sure"), form);
  return () => ({ answer: form.elements[name].value, sure: Number(sure.value) });
}

function askRange(name, form) {
  const made = state.now.bets[name] ?? RANGE, ends = {};
  for (const [end, other, words] of [["low", "high", "at_least"], ["high", "low", "at_most"]]) {
    const moved = () => (Number(ends.low.value) > Number(ends.high.value) && ((ends[other].value = ends[end].value), ends[other].oninput()));
    ends[end] = slider({ min: 0, max: 100, step: 1, value: made[end] }, say(words), form, moved);
  }
  return () => ({ low: Number(ends.low.value), high: Number(ends.high.value) });
}

function slider(given, words, parent, moved = () => {}) {
  const made = element("input", { type: "range", ...given }), told = document.createElement("output");
  made.value = given.value;
  labelled(words, made, parent).append(told);
  made.oninput = () => ((told.textContent = `${made.value} %`), parent.isConnected && moved());
  told.textContent = `${made.value} %`;
  return made;
}

const betText = ({ answer, sure, low, high }) =>
  answer ? `${answerText(answer)}, ${say("sure", { n: sure })}` : say("between", { low, high });

export function tellBets() {
  const { bets, phase, settled, scores, turns } = state.now;
  for (const name in state.welcome.bets) {
    const bet = bets[name];
    $(`bet-${name}`).textContent = bet ? say("your_bet", { bet: betText(bet) }) : phase === "bet" ? "" : say("no_bet");
    if (phase === "bet") $(`send-${name}`).textContent = say(bet ? "change_bet" : "place_bet");
    $(`verdict-${name}`).hidden = !settled;
    if (settled) $(`verdict-${name}`).textContent = [verdictText(settled[name]), scoreText(bet, scores[name]), turns[state.language]?.[name]].filter(Boolean).join(" ");
  }
}

function scoreText(bet, score) {
  if (!bet || !score) return "";
  if (score.right === undefined) return say("undecided");
  return `${say(score.right ? "right" : "wrong")}${score.score === undefined ? "" : ` ${say("brier", { score: number(score.score, 2) })}`}`;
}
