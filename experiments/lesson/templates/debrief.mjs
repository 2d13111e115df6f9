// The debrief: what was bet, decided and found, on one sheet of paper, and what to talk about.
import { $, amount, data, decisionOf, element, lesson, nameOf, say, shown, state } from "./pages.mjs";
import { toldBet } from "./bets.mjs";
import { codeOf, costOf } from "./decide.mjs";
import { drawCurve } from "./curves.mjs";
import { linesOf } from "./watch.mjs";
import { verdictOf } from "./luck.mjs";

const HEIGHT_ON_PAPER = 150;

export function writeDebrief() {
  writeQuestions();
  if ($("step-6").hidden) return;
  if (!state.shown.length) return;
  writeBetsMade();
  writeDecisions();
  writeSmallCurves();
  $("code").textContent = codeOf();
  $("code-text").textContent = say("code");
}

function writeQuestions() {
  $("debrief").replaceChildren();
  for (const question of lesson().debrief) element("li", question, $("debrief"));
}

function writeBetsMade() {
  const list = $("bets-made");
  list.replaceChildren();
  $("bets-part").hidden = !Object.keys(data.bets).length;
  for (const name in data.bets) {
    element("dt", lesson().bets[name].question, list);
    element("dd", `${say("bet")}: ${toldBet(name)}`, list);
    element("dd", state.luck ? verdictOf(name) : say("not_lived"), list);
  }
}

function writeDecisions() {
  $("decisions").replaceChildren();
  for (const node of state.shown) {
    const [time, money] = costOf(node), way = [];
    for (let one = node; one.parent; one = one.parent) way.unshift(decisionOf(one));
    const told = [nameOf({ ...node, parent: null }), ...way, say("cost", { time: amount(time), money: amount(money) })];
    element("li", told.join("; "), $("decisions"));
  }
}

// Both futures to their end, small enough for the sheet.
function writeSmallCurves() {
  $("small-curves").replaceChildren();
  for (const { future } of state.shown) future.bring(data.weeks);
  for (const [series, title] of Object.entries(lesson().series)) {
    const figure = element("figure", "", $("small-curves")), caption = element("figcaption", "", figure);
    element("h4", title, caption);
    const canvas = element("canvas", { id: `small-${series}` }, figure), last = data.weeks - 1;
    const [share_a, share_b] = state.shown.map(({ future }) => shown(series, future.recorded(series, last)));
    const [a, b] = state.shown.map(nameOf);
    canvas.role = "img";
    canvas.ariaLabel = say("curve", { series: title, week: data.weeks, a, b, share_a, share_b });
    element("p", canvas.ariaLabel, figure).className = "soft";
  }
  const { weeks, spans } = data;
  for (const series in data.series)
    drawCurve($(`small-${series}`), series, linesOf(series, weeks), spans[series], weeks, weeks, HEIGHT_ON_PAPER);
}
