// A team on a phone: which one, and what it does with its budget.
import { $, amount, choiceText, element, futureName, labelled, say, state, wayText } from "./shared.mjs";

let chosen = "", price = null, send = () => {};

export const setPrice = (given) => (price = given);

export function writeTeam(sender) {
  send = sender;
  $("team-choice").replaceChildren();
  for (let team = 1; team <= state.welcome.teams; team++)
    element("button", { type: "button", textContent: say("team_n", { n: team }), onclick: () => send({ say: "team", team }) }, $("team-choice"));
  $("way").replaceChildren();
  if (state.now.phase === "decide") writeWay();
}

function writeWay() {
  const { stops, signs, kept, futures } = state.welcome.ways, form = $("way"), choosers = [];
  if (!chosen) chosen = state.now.decision ?? futures[0] + kept.repeat(stops.length);
  const add = (words, options, place) => {
    const made = element("select", "");
    for (const [sign, told] of options) made.add(new Option(told, sign));
    made.value = chosen[place];
    made.onchange = () => ((chosen = choosers.map((one) => one.value).join("")), (price = null), tellPrice(), send({ say: "ask", way: chosen }));
    choosers.push(made);
    labelled(words, made, form);
  };
  add(say("future"), [...futures].map((sign, k) => [sign, futureName(k)]), 0);
  stops.forEach(({ week, choices }, k) =>
    add(say("stop", { week }), [[kept, say("as_it_is")], ...choices.map((one, c) => [signs[c], choiceText(one)])], 1 + k),
  );
  element("button", { className: "main", type: "submit", id: "decide-so", textContent: say("decide_so") }, form);
  form.onsubmit = (event) => (event.preventDefault(), send({ say: "decide", way: chosen }));
  send({ say: "ask", way: chosen });
}

function tellPrice() {
  const known = price?.way === chosen ? price : null, budget = amount(state.welcome.budget);
  $("price").textContent = known ? say("price", { time: amount(known.time), money: amount(known.money), budget }) : "…";
  if (known && !known.fits) $("price").textContent += ` ${say("too_dear", { budget })}`;
  if ($("decide-so")) $("decide-so").disabled = !known?.fits || !state.now.team;
}

export function tellTeam() {
  const { team, mates, decision } = state.now;
  [...$("team-choice").children].forEach((one, k) => (one.ariaPressed = team === k + 1));
  $("team-told").textContent = team ? say("team_told", { n: team, mates }) : say("no_team");
  $("budget").textContent = say("budget", { budget: amount(state.welcome.budget) });
  $("decision").textContent = !team ? say("no_team") : decision ? say("team_decided", { way: wayText(decision) }) : say("team_undecided");
  tellPrice();
}
