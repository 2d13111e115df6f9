// The ranked teams: a table, with the interval of every team drawn on one scale.
import { element, number, say, state, text, wayText } from "./shared.mjs";

const SVG = "http://www.w3.org/2000/svg", WIDTH = 200, SIDE = 8;

export function writeStandings(place, own = 0) {
  const { standings } = state.now, { worlds, metric } = state.welcome;
  place.replaceChildren();
  element("p", say("ranking_hint", { worlds }), place).className = "soft";
  if (state.now.failed) return writeFailure(place);
  if (!standings?.length) return void (element("p", say(standings ? "nobody_decided" : "living"), place).role = "status");
  const frame = element("div", { className: "table", tabIndex: 0, role: "region", ariaLabel: say("rank") }, place), table = element("table", "", frame);
  const heads = element("tr", "", element("thead", "", table));
  for (const head of [say("rank"), say("column_team"), say("mean", { metric: text().series[metric] ?? metric }), say("way")]) element("th", { textContent: head, scope: "col" }, heads);
  const body = element("tbody", "", table), known = standings.flatMap(({ low, high }) => [low, high]).filter((one) => one !== null), span = [Math.min(...known), Math.max(...known)];
  for (const one of standings) writeTeam(one, one.team === own, span, body);
}

// There is no ranking; why, and what can be done, is for the teacher.
function writeFailure(place) {
  element("p", say("ranking_failed"), place).role = "alert";
  if (state.now.failure) element("p", say("ranking_again", { reason: state.now.failure }), place);
}

function writeTeam({ rank, team, way, mean, low, high }, own, span, body) {
  const row = element("tr", { className: own ? "own" : "" }, body);
  element("td", `${rank}`, row);
  element("th", { textContent: say("team_n", { n: team }) + (own ? ` (${say("own_team")})` : ""), scope: "row" }, row);
  const told = [mean, low, high].map(shown), cell = element("td", mean === null ? say("no_value") : told[0], row);
  if (low !== null && high !== null) cell.append(` (${told[1]} … ${told[2]})`, drawn(mean, low, high, span));
  element("td", wayText(way), row);
}

const shown = (value) => (value === null ? "" : state.welcome.share ? `${number(100 * value, 1)}\u00a0%` : number(value, Math.abs(value) < 10 ? 2 : 0));

function drawn(mean, low, high, [from, to]) {
  const svg = document.createElementNS(SVG, "svg"), x = (value) => SIDE + ((WIDTH - 2 * SIDE) * (value - from)) / (to - from || 1);
  svg.setAttribute("viewBox", `0 0 ${WIDTH} 16`);
  svg.setAttribute("aria-hidden", "true"); // the numbers stand beside it
  draw(svg, "line", { x1: x(low), x2: x(high), y1: 8, y2: 8, stroke: "#1c1d22", "stroke-width": 2 });
  draw(svg, "circle", { cx: x(mean), cy: 8, r: 4.5, fill: "#1c1d22" });
  return svg;
}

function draw(svg, tag, given) {
  const made = svg.appendChild(document.createElementNS(SVG, tag));
  for (const key in given) made.setAttribute(key, given[key]);
}
