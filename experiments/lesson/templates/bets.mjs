// Bets: what is expected before anybody watches, and how sure one is; a class shows hands.
import { $, data, element, futureName, inClass, labelled, lesson, percent, say, state } from "./pages.mjs";

export const ANSWERS = ["first", "same", "second"];
const SURE = { least: 35, most: 100, step: 5, first: 70 };
const RANGE = { low: 20, high: 60 };

export const betOf = (name) => (state.bets[name] ??= { answer: "", sure: SURE.first, hands: [0, 0, 0], ...RANGE });
export const answerText = (answer) => {
  const side = { first: 0, second: 1 }[answer];
  return side === undefined ? say("same") : say("more_in", { name: futureName(side) });
};

export function writeBets() {
  $("bets").replaceChildren();
  for (const name in data.bets) {
    const { question } = lesson().bets[name], form = element("fieldset", "", $("bets"));
    element("legend", question, form);
    form.disabled = state.locked;
    if (data.bets[name].kind === "range") askRange(name, form);
    else if (inClass()) askHands(name, form);
    else askAnswer(name, form), askSure(name, form);
  }
  $("lock").hidden = $("skip").hidden = state.locked;
  $("lock").disabled = !complete();
  $("locked").textContent = state.locked ? say(Object.keys(data.bets).length ? "locked" : "nothing_to_bet") : "";
}

function askAnswer(name, form) {
  const bet = betOf(name), row = element("div", { className: "answers" }, form);
  for (const answer of ANSWERS) {
    const radio = Object.assign(document.createElement("input"), { type: "radio", name, value: answer });
    radio.checked = bet.answer === answer;
    radio.onchange = () => ((bet.answer = answer), ($("lock").disabled = !complete()));
    labelled(answerText(answer), radio, row, true).className = "answer";
  }
}

function askSure(name, form) {
  const bet = betOf(name), sure = slider(SURE.least, SURE.most, SURE.step, bet.sure);
  const told = document.createElement("output");
  sure.oninput = () => ((bet.sure = Number(sure.value)), (told.textContent = percent(bet.sure / 100)));
  sure.oninput();
  labelled(say("how_sure"), sure, form).append(told);
}

function askHands(name, form) {
  const bet = betOf(name), row = element("div", { className: "answers" }, form);
  ANSWERS.forEach((answer, k) => {
    const hands = document.createElement("input");
    Object.assign(hands, { type: "number", min: 0, max: 999, value: bet.hands[k], inputMode: "numeric" });
    hands.oninput = () => {
      bet.hands[k] = Math.max(0, Math.floor(Number(hands.value)) || 0);
      $("lock").disabled = !complete();
    };
    labelled(`${answerText(answer)}: ${say("hands")}`, hands, row).className = "answer";
  });
}

function askRange(name, form) {
  const bet = betOf(name);
  for (const [end, other] of [["low", "high"], ["high", "low"]]) {
    const move = slider(0, 100, 1, bet[end]), told = document.createElement("output");
    move.oninput = () => {
      bet[end] = end === "low" ? Math.min(Number(move.value), bet[other]) : Math.max(Number(move.value), bet[other]);
      move.value = bet[end];
      told.textContent = percent(bet[end] / 100);
    };
    move.oninput();
    labelled(say(end === "low" ? "at_least" : "at_most"), move, form).append(told);
  }
}

function slider(min, max, step, value) {
  return Object.assign(document.createElement("input"), { type: "range", min, max, step, value });
}

function complete() {
  return Object.keys(data.bets).every((name) => {
    const { kind } = data.bets[name], { answer, hands } = betOf(name);
    return kind === "range" || (inClass() ? hands.some((count) => count > 0) : answer !== "");
  });
}

// What was bet, in words; nothing where nobody did.
export function toldBet(name) {
  const { answer, sure, low, high, hands } = betOf(name), { kind } = data.bets[name];
  if (state.skipped) return say("no_bet");
  if (kind === "range") return say("bet_range", { low: percent(low / 100), high: percent(high / 100) });
  if (inClass()) return ANSWERS.map((one, k) => `${answerText(one)}: ${hands[k]}`).join("; ");
  return answer ? `${answerText(answer)}, ${say("sure", { n: percent(sure / 100) })}` : say("no_bet");
}
